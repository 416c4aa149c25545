package nl.rijkscloud.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list of hosts in {@code database.uri}, as the reader of the configuration sees it. */
class SeveralDatabaseHostsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // address | sentence
        "postgresql://a:5432,b/x          | database.uri: has no port behind b; write the port of each host",
        "postgresql://a,,b/x              | database.uri: has an empty host between its commas",
        "postgresql://a,a/x               | database.uri: names the host a:5432 twice",
        "postgresql://me:pw@a,b/x         | database.uri: \"postgresql://me:pw@a,b/x\" is not an address",
        "postgresql://a,[::1]/x           | database.uri: \"postgresql://a,[::1]/x\" is not an address",
        "postgresql://a,b/x?target=any    | database.uri: \"postgresql://a,b/x?target=any\" is not an address",
    })
    void wrongListHasItsSentence(String address, String sentence) throws IOException {
        assertThat(mistakes(address)).anySatisfy(mistake -> assertThat(mistake).startsWith(sentence));
    }

    @Test
    void rightListIsTaken() throws IOException {
        assertThat(mistakes("postgresql://a:5432,b:5433/x?sslmode=require"))
                .noneSatisfy(mistake -> assertThat(mistake).startsWith("database.uri"));
    }

    /** The other required keys are missing, so there are always mistakes. */
    private List<String> mistakes(String address) throws IOException {
        var file = Files.writeString(folder.resolve("test.yaml"), "database:\n  uri: \"" + address + "\"\n");
        return catchThrowableOfType(ConfigException.class, () -> ConfigFile.load(file, Map.of())).mistakes();
    }
}
