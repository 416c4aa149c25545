package nl.rijkscloud.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address that the portal had before. */
final class FormerNameReaderTest {
    @TempDir
    private Path folder;

    @Test
    void addressAndLastDayAreRead() throws IOException {
        assertThat(load("{url: https://oud.igj.nl, until: 2027-12-31}").server().former())
                .contains(new Config.Former(URI.create("https://oud.igj.nl"), LocalDate.of(2027, 12, 31)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // keys | mistake
        "{url: https://oud.igj.nl} | server.former: needs url and until, or neither",
        "{url: http://oud.igj.nl, until: 2027-12-31} | server.former.url: \"http://oud.igj.nl\" is not an address like",
        "{url: https://oud.igj.nl/x, until: 2027-12-31} | server.former.url: \"https://oud.igj.nl/x\" is not",
        "{url: https://oud.igj.nl, until: 2027-02-30} | server.former.until: \"2027-02-30\" is not a day",
        "{url: 'https://IGJ.rijkscloud.nl:8443', until: 2027-12-31} | server.former.url: has the host of server"
    })
    void mistakeIsNamed(String keys, String mistake) {
        var wrong = catchThrowableOfType(ConfigException.class, () -> load(keys));

        assertThat(wrong.mistakes()).singleElement().asString().startsWith(mistake);
    }

    private Config load(String former) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "a secret of some length").toString();
        var file = Files.writeString(folder.resolve("test.yaml"), Files.readString(Path.of("conf/rijkscloud.yaml"))
                .replaceFirst("\n  former:\n    url:\n    until:\n", "\n  former: " + former + "\n"));
        return ConfigFile.load(file, Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", secret,
                "RIJKSCLOUD_SMS_CALLBACK_SECRET_FILE", secret));
    }
}
