package nl.rijkscloud.sms;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.config.SmsProvider;
import nl.rijkscloud.config.SmsProvider.Retry;
import nl.rijkscloud.outbox.Transport.DeliveryResult;

/**
 * Reads a provider's answer by its description. Only words that the description lists are passed on.
 */
record SmsAnswer(SmsProvider.Answer shape, Retry retry) {

    DeliveryResult of(int status, Buffer body) {
        var code = Integer.toString(status);
        if (says(code, shape.accepted(), shape.refused(), shape.again())) {
            return accepted(code, ProviderAnswer.of(body));
        }
        if (says(code, shape.refused(), shape.accepted(), shape.again())) {
            return new DeliveryResult.Refused(code);
        }
        return says(code, shape.again(), shape.accepted(), shape.refused())
                ? new DeliveryResult.Later(code)
                : missing(code);
    }

    /** The result for a message that was sent without a usable answer: it may or may not have been taken. */
    DeliveryResult missing(String reason) {
        return switch (retry) {
            case SAME_REFERENCE -> new DeliveryResult.Later(reason);
            case NEVER_AFTER_SEND -> new DeliveryResult.Unknown(reason);
        };
    }

    private DeliveryResult accepted(String code, ProviderAnswer answer) {
        var accepted = new DeliveryResult.Accepted(shape.id().flatMap(answer::word));
        return shape.state().map(state -> state(state, code, answer, accepted)).orElse(accepted);
    }

    private DeliveryResult state(SmsProvider.State state, String code, ProviderAnswer answer, DeliveryResult accepted) {
        var word = answer.word(state.at());
        if (isIn(word, state.accepted())) {
            return accepted;
        }
        if (isIn(word, state.refused())) {
            return new DeliveryResult.Refused(word.orElseThrow());
        }
        return isIn(word, state.again()) ? new DeliveryResult.Later(code) : missing(code);
    }

    private static boolean isIn(Optional<String> word, List<String> list) {
        return word.filter(list::contains).isPresent();
    }

    /** True when the first list names the status, or its kind while no other list names the status itself. */
    private static boolean says(String code, List<String> list, List<String> other, List<String> another) {
        return list.contains(code)
                || (list.contains(code.charAt(0) + "xx") && !other.contains(code) && !another.contains(code));
    }
}
