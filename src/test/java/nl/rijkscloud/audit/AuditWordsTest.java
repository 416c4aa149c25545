package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log page has words for every action and result. */
final class AuditWordsTest {
    private static final Path WEB = Path.of("webroot");

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void everyActionAndResultHasWords(String language) throws IOException {
        var words = new JsonObject(Files.readString(WEB.resolve("text/" + language + ".json")))
                .getJsonObject("inspectie-logboek");

        assertThat(Action.values())
                .allSatisfy(action -> assertThat(words.getString("action-" + action.word())).isNotBlank());
        assertThat(Result.values())
                .allSatisfy(result -> assertThat(words.getString("result-" + result.word())).isNotBlank());
    }

    @Test
    void everyActionCanBeFilteredOn() throws IOException {
        var page = Files.readString(WEB.resolve("inspectie-logboek.html"));

        assertThat(Action.values())
                .allSatisfy(action -> assertThat(page).contains("<option value=\"" + action.word() + "\">"));
    }
}
