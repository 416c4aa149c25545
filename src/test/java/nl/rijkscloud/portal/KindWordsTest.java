package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import nl.rijkscloud.content.ContentKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of document that the check can find has a word on every page that shows it. */
final class KindWordsTest {
    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void everyKindHasAWord(String language) throws IOException {
        var words = new JsonObject(Files.readString(Path.of("webroot/text/" + language + ".json")))
                .getJsonObject("soort");

        assertThat(words.fieldNames().stream().filter(key -> key.startsWith("kind-")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ContentKind.values())
                        .map(kind -> "kind-" + kind.code()).toList());
    }
}
