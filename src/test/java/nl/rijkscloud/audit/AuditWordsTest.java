package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log page has words for every action and result. */
final class AuditWordsTest {
    private static final Path WEB = Path.of("webroot");

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void everyActionAndResultHasWords(String language) throws IOException {
        var words = words(language);

        assertThat(Action.values())
                .allSatisfy(action -> assertThat(words.getString("action-" + action.word())).isNotBlank());
        assertThat(Result.values())
                .allSatisfy(result -> assertThat(words.getString("result-" + result.word())).isNotBlank());
    }

    /** The page offers an option for each text of an act. */
    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void filterOffersExactlyTheActions(String language) throws IOException {
        var options = words(language).fieldNames().stream().filter(key -> key.startsWith("action-"));

        assertThat(options).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(Action.values()).map(action -> "action-" + action.word()).toList());
    }

    private static JsonObject words(String language) throws IOException {
        return new JsonObject(Files.readString(WEB.resolve("text/" + language + ".json")))
                .getJsonObject("inspectie-logboek");
    }
}
