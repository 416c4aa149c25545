package nl.rijkscloud.oversight;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.QueueQuestion;
import nl.rijkscloud.transfer.ExactQuestion;

/**
 * Reads the body of a search in the queues. It names one transfer or one person exactly, or none at all: a part of an
 * address finds nothing.
 */
final class QueueSearchForm {
    private static final int MOST_KINDS = 50;
    private static final int WORD = 40;
    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,39}");

    private QueueSearchForm() {}

    /** Fails with {@code INVALID}, without quoting what was typed. */
    static QueueQuestion read(JsonObject body) {
        var sought = Optional.of(Json.text(body, "sought", ExactQuestion.MAX_LENGTH)).filter(text -> !text.isBlank())
                .map(typed -> ExactQuestion.read(body, "sought"));
        return new QueueQuestion(
                sought.flatMap(QueueSearchForm::number), sought.flatMap(ExactQuestion::asPerson),
                word(body, "channel", OutboundMessage.Channel.class), kinds(body),
                word(body, "state", QueueQuestion.State.class));
    }

    private static Optional<String> number(ExactQuestion question) {
        return question instanceof ExactQuestion.ByNumber(var number) ? Optional.of(number.signs()) : Optional.empty();
    }

    private static <E extends Enum<E>> Optional<E> word(JsonObject body, String name, Class<E> words) {
        try {
            return Optional.of(Json.text(body, name, WORD)).filter(text -> !text.isEmpty())
                    .map(text -> Enum.valueOf(words, text.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            throw Json.invalid(name, "invalid");
        }
    }

    private static List<String> kinds(JsonObject body) {
        if (!(body.getValue("kinds", new JsonArray()) instanceof JsonArray kinds) || kinds.size() > MOST_KINDS
                || !kinds.stream().allMatch(kind -> kind instanceof String text && KIND.matcher(text).matches())) {
            throw Json.invalid("kinds", "invalid");
        }
        return kinds.stream().map(String.class::cast).toList();
    }
}
