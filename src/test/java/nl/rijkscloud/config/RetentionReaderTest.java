package nl.rijkscloud.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the times of retention under their present and former names. */
final class RetentionReaderTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    @Test
    void defaultsAreThirtyDaysAndAtMostNinety() throws IOException {
        var config = load("");

        assertThat(config.retention()).isEqualTo(new Config.Retention(
                DAY.multipliedBy(7), DAY.multipliedBy(30), DAY.multipliedBy(30), DAY.multipliedBy(30),
                DAY.multipliedBy(30),
                DAY.multipliedBy(90), DAY.multipliedBy(7), Optional.empty(), DAY.multipliedBy(365),
                DAY.multipliedBy(365)));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void kindsOverrideTheCommonTime() throws IOException {
        var terms = load("retention: {delivered: 20d, sent: 10d, afterDownload: 3d}").retention();

        assertThat(terms.submitted()).isEqualTo(DAY.multipliedBy(20));
        assertThat(terms.requested()).isEqualTo(DAY.multipliedBy(20));
        assertThat(terms.sent()).isEqualTo(DAY.multipliedBy(10));
        assertThat(terms.afterDownload()).contains(DAY.multipliedBy(3));
    }

    @Test
    void formerNamesAreReadWithOneWarning() throws IOException {
        var config = load("links: {upload: 3d, delivered: 10d, maximum: 20d}");

        assertThat(config.retention().unfinished()).isEqualTo(DAY.multipliedBy(3));
        assertThat(config.retention().requested()).isEqualTo(DAY.multipliedBy(10));
        assertThat(config.retention().maximum()).isEqualTo(DAY.multipliedBy(20));
        assertThat(config.warnings()).singleElement().asString().contains(
                "retention.unfinished for links.upload", "retention.delivered for links.delivered",
                "retention.maximum for links.maximum");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "links: {delivered: 30d}|retention: {delivered: 30d}|links.delivered: is the former name of"
                    + " retention.delivered, which is given too; remove this one",
            "links: {upload: 1d}|retention: {unfinished: 2d}|links.upload: is the former name of"
                    + " retention.unfinished, which is given too; remove this one",
            "links: {delivered: 2000d}||links.delivered: \"2000d\" is not between 1d and 365d",
            "links: {deliverd: 20d}||links.deliverd: unknown key; did you mean delivered?",
            "retention: {sent: 91d}||retention.maximum: is shorter than the life of a delivered transfer",
            "retention: {afterDownload: soon}||retention.afterDownload: \"soon\" is not a duration;"
                    + " write 2y, 7d, 12h, 30m or 45s"})
    void eachMistakeHasItsSentence(String one, String other, String sentence) {
        var refusal = catchThrowableOfType(ConfigException.class,
                () -> load(one + "\n" + (other == null ? "" : other)));

        assertThat(refusal.mistakes()).containsExactly(sentence);
    }

    private Config load(String yaml) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "a secret of some length").toString();
        var defaults = Files.readString(Path.of("conf/rijkscloud.yaml"));
        var start = defaults.indexOf("\nretention:\n");
        var end = defaults.indexOf("\nstatements:\n");
        var file = Files.writeString(folder.resolve("test.yaml"),
                defaults.substring(0, start) + "\n" + yaml + defaults.substring(end));
        return ConfigFile.load(file, Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", secret,
                "RIJKSCLOUD_SMS_CALLBACK_SECRET_FILE", secret));
    }
}
