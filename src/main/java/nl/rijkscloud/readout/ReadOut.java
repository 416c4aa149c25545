package nl.rijkscloud.readout;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.transfer.TransferNumber;

/**
 * The wish of a member of staff to read a code out.
 *
 * @param end from then on nobody approves it, and no code is shown
 * @param asker the name of the person who asked
 * @param approver the name of the colleague who approved
 */
record ReadOut(
        UUID id, UUID transfer, String number, UUID recipient, String name, String email, State state, Instant askedAt,
        Instant end, String asker, Optional<String> approver) {

    enum State {
        ASKED, APPROVED, DECLINED, SHOWN, OVER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("id", id.toString())
                .put("transfer", transfer.toString())
                .put("number", new TransferNumber(number).shown())
                .put("recipient", recipient.toString())
                .put("name", name)
                .put("email", email)
                .put("state", state.word())
                .put("askedAt", askedAt.toString())
                .put("until", end.toString())
                .put("askedBy", asker)
                .put("approvedBy", approver.orElse(null));
    }

    @Override
    public String toString() {
        return "ReadOut[" + id + "]";
    }
}
