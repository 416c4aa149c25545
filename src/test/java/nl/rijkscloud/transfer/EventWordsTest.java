package nl.rijkscloud.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.rijkscloud.outbox.OutboundMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page that shows events has words for each kind, in both languages. */
final class EventWordsTest {
    /** The final states of a mail or text; each is an event too, named after its channel. */
    private static final List<String> ENDS = List.of("accepted", "refused", "unknown", "expired", "lost", "cancelled");
    private static final List<String> REPORTED = List.of("delivered", "failed");

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void everyKindOfEventHasWordsWhereItIsShown(String language) throws IOException {
        var dossier = words(language, "inspectie-verzending");
        var report = words(language, "rapportage");

        for (var kind : TransferEvent.Kind.values()) {
            assertThat(dossier.getString("event-" + kind.word())).as(kind.word()).isNotBlank()
                    .isNotEqualTo(dossier.getString("event-other"));
            if (kind.isForSender()) {
                assertThat(report.getString("event-" + kind.word())).as(kind.word()).isNotBlank()
                        .isNotEqualTo(report.getString("event-other"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void everyStateOfAMailOrTextHasWords(String language) throws IOException {
        var all = Stream.concat(Stream.of("waiting"), Stream.concat(ENDS.stream(), REPORTED.stream())).toList();
        for (var page : List.of("inspectie-verzending", "inspectie-persoon")) {
            var words = words(language, page);
            var states = page.equals("inspectie-verzending") ? all : all.subList(0, all.size() - REPORTED.size());
            assertThat(states).allSatisfy(state -> assertThat(words.getString("letter-" + state)).as(page + " " + state)
                    .isNotBlank());
        }
        var report = words(language, "rapportage");
        assertThat(all).allSatisfy(state -> assertThat(report.getString("sms-" + state)).as(state).isNotBlank());
        assertThat(all.subList(0, all.size() - REPORTED.size()))
                .allSatisfy(state -> assertThat(report.getString("mail-" + state)).as(state).isNotBlank());
        assertThat(words(language, "inspectie-verzending").getString("letter-delivered"))
                .isNotEqualTo(words(language, "inspectie-verzending").getString("letter-accepted"));
    }

    @Test
    void everyFinalStateOfAMessageIsAKindOfEvent() {
        for (var channel : OutboundMessage.Channel.values()) {
            assertThat(ENDS).allSatisfy(end -> assertThat(TransferEvent.Kind.of(channel.sql() + "-" + end))
                    .as(channel + " " + end).isPresent());
        }
        assertThat(REPORTED).allSatisfy(end -> assertThat(TransferEvent.Kind.of("sms-" + end)).isPresent());
    }

    /** Kinds that a statement writes without {@link TransferEvent}. */
    @Test
    void everyKindInAStatementIsKnown() throws IOException {
        var literal = Pattern.compile("insert into event \\([^)]*\\)\\s+select [^;]*?'([a-z]+-[a-z-]+)'");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                assertThat(literal.matcher(Files.readString(file)).results()).allSatisfy(
                        found -> assertThat(TransferEvent.Kind.of(found.group(1)))
                                .as(file + ": " + found.group(1)).isPresent());
            }
        }
    }

    @Test
    void eventWithoutWordsCannotBeWritten() {
        assertThatThrownBy(() -> TransferEvent.of(UUID.randomUUID(), "something-new", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonObject words(String language, String page) throws IOException {
        return new JsonObject(Files.readString(Path.of("webroot/text/" + language + ".json"))).getJsonObject(page);
    }
}
