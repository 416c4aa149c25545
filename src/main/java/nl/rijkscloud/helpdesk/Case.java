package nl.rijkscloud.helpdesk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Person;
import org.jspecify.annotations.Nullable;

/**
 * A transfer that somebody calls about, without anything that its people wrote.
 *
 * @param row what the transfer's row says
 * @param parties those of its sender and recipients whom this question may show
 */
record Case(Row row, List<Party> parties) {
    /**
     * @param number as it is shown
     * @param documents that the sender has added, or that can be collected
     * @param answerBy until when a request can be answered
     */
    record Row(
            UUID id, String number, String kind, String state, Instant createdAt, Instant expiresAt,
            Optional<Instant> submittedAt, Optional<Instant> endedAt, int documents, Optional<Instant> answerBy) {
        boolean hasEnded() {
            return endedAt.isPresent() || state.equals("withdrawn") || state.equals("destroyed");
        }
    }

    enum Part { SENDER, RECIPIENT, COLLEAGUE }

    /**
     * A mail or text message.
     *
     * @param delivery the word "delivered" or "failed", if that was reported
     * @param nextTry of a message that waits
     * @param reason the status code of the other server, if it refused
     */
    record Letter(
            boolean mail, String to, String template, String state, Optional<String> delivery, Instant at,
            Instant nextTry, Optional<String> reason) {
        boolean is(String wanted) {
            return state.equals(wanted);
        }

        JsonObject toJson() {
            return new JsonObject()
                    .put("channel", mail ? "mail" : "sms")
                    .put("kind", template)
                    .put("numberEnding", mail ? null : ending(to))
                    .put("state", state)
                    .put("delivery", delivery.orElse(null))
                    .put("at", at.toString())
                    .put("nextTryAt", is("waiting") ? nextTry.toString() : null)
                    .put("reason", reason.orElse(null));
        }
    }

    /**
     * The sender or a recipient.
     *
     * @param linkOpenedAt the first opening that is still known
     * @param openedAt when they saw the documents, signed in or with a code
     * @param downloaded the number of documents that they have completely
     * @param code the newest code of an outsider
     * @param letters oldest first
     */
    record Party(
            Part part, String email, Optional<String> mobile, boolean replaced, Optional<Instant> linkOpenedAt,
            Optional<Instant> openedAt, Optional<Instant> allDownloadedAt, int downloaded, int wrongCodes,
            Optional<Code> code, List<Letter> letters) {
        boolean is(Person person) {
            return person.key().equals(email) || mobile.filter(person.key()::equals).isPresent();
        }

        /** The number that codes go to; a sender gets none. */
        Optional<String> codesTo() {
            return mobile.filter(number -> part == Part.RECIPIENT);
        }

        Optional<Letter> newest(boolean mail) {
            return letters.stream().filter(letter -> letter.mail() == mail).reduce((before, after) -> after);
        }
    }

    record Code(Instant expiresAt, int tries, boolean used) {}

    /**
     * @param asker the person that the question named; empty if it named the transfer
     * @param diagnosis finds the likely cause
     */
    JsonObject toJson(Optional<Person> asker, Diagnosis diagnosis) {
        return new JsonObject()
                .put("number", row.number())
                .put("kind", row.kind())
                .put("state", row.state())
                .put("createdAt", row.createdAt().toString())
                .put("submittedAt", text(row.submittedAt()))
                .put("endedAt", text(row.endedAt()))
                .put("expiresAt", row.expiresAt().toString())
                .put("documents", row.documents())
                .put("parties", new JsonArray(parties.stream().map(party -> json(party, asker, diagnosis)).toList()));
    }

    private JsonObject json(Party party, Optional<Person> asker, Diagnosis diagnosis) {
        var asked = asker.filter(party::is).isPresent();
        var finding = diagnosis.of(row, party);
        return new JsonObject()
                .put("part", party.part().name().toLowerCase(Locale.ROOT))
                .put("asked", asked)
                .put("address", asked ? null : masked(party.email()))
                .put("cause", finding.cause().word())
                .put("at", text(finding.at()))
                .put("numberEnding", party.codesTo().map(Case::ending).orElse(null))
                .put("linkOpenedAt", text(party.linkOpenedAt()))
                .put("openedAt", text(party.openedAt()))
                .put("allDownloadedAt", text(party.allDownloadedAt()))
                .put("downloaded", party.downloaded())
                .put("wrongCodes", party.wrongCodes())
                .put("locked", diagnosis.isLocked(party))
                .put("reason", finding.reason().orElse(null))
                .put("letters", new JsonArray(party.letters().stream().map(Letter::toJson).toList()));
    }

    /** Shows enough of an address to recognise the caller's own: its first sign and its domain. */
    static String masked(String email) {
        var at = email.lastIndexOf('@');
        return at <= 0 ? "…" : email.substring(0, email.offsetByCodePoints(0, 1)) + "…" + email.substring(at);
    }

    private static String ending(String number) {
        return number.substring(Math.max(0, number.length() - 2));
    }

    private static @Nullable String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    /** Is neither an address nor a number. */
    @Override
    public String toString() {
        return "Case[" + row.id() + "]";
    }
}
