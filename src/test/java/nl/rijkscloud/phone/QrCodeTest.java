package nl.rijkscloud.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class QrCodeTest {
    private static final int QUIET = 4;
    private static final int PIXELS = 8;
    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    @Test
    void pathIsReadAsTheText() {
        var text = "https://portaal.voorbeeld.nl/toevoegen/Q0xJRU5ULWxpbmstaWQtMQ#" + "s".repeat(43);

        assertThat(QrReader.read(drawn(QrCode.of(text)))).isEqualTo(text);
    }

    @Test
    void secretIsNotPrinted() {
        assertThat(QrCode.of("geheim").toString()).doesNotContain("M0");
    }

    private static BufferedImage drawn(QrCode code) {
        var side = (code.size() + 2 * QUIET) * PIXELS;
        var picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, side, side);
        pen.setColor(Color.BLACK);
        var runs = RUN.matcher(code.path());
        while (runs.find()) {
            pen.fillRect((number(runs.group(1)) + QUIET) * PIXELS, (number(runs.group(2)) + QUIET) * PIXELS,
                    number(runs.group(3)) * PIXELS, PIXELS);
        }
        return picture;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
