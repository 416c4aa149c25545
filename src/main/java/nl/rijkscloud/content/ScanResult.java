package nl.rijkscloud.content;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The malware state of a document. Pages, API and the sealed part of a row share its JSON form.
 *
 * @param reason why it was not scanned
 * @param engine the scanner and its version, if it has answered
 * @param signatures the version of its signatures, if it names one
 * @param at when it was scanned, or would have been
 * @param finding the scanner's name of the malware
 * @param traits what the bytes show without a scanner
 */
public record ScanResult(
        State state, Optional<Reason> reason, Optional<String> engine, Optional<String> signatures,
        Optional<Instant> at, Optional<String> finding, ContentTraits traits) {

    /** A document that was checked before there were scanners. */
    public static final ScanResult NEVER = new ScanResult(
            State.NOT_SCANNED, Optional.of(Reason.OFF), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), ContentTraits.NONE);

    /** A document that waits until the scanner is back, or somebody decides. */
    public static final ScanResult WAITING = new ScanResult(
            State.NOT_SCANNED, Optional.of(Reason.WAITING), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), ContentTraits.NONE);

    /** The three states. */
    public enum State {
        CLEAN, INFECTED, NOT_SCANNED;

        public String code() {
            return ScanResult.code(this);
        }
    }

    /** The reasons for which a document was not scanned. */
    public enum Reason {
        /** The scanner does not take so much, or has not looked at all of it. */
        TOO_LARGE,
        /** It cannot be read without a password. */
        ENCRYPTED,
        /** The scanner has answered without reading all of it. */
        SKIPPED,
        /** The scanner was away, too slow, or gave no answer that we understand. */
        UNREACHABLE,
        /** The scanner has not looked at it, and the document waits for that or for a decision. */
        WAITING,
        /** There is no scanner. */
        OFF;

        public String code() {
            return ScanResult.code(this);
        }
    }

    /** True if only the scanner's absence kept it from being looked at. */
    public boolean lacksScanner() {
        return reason.equals(Optional.of(Reason.UNREACHABLE));
    }

    /** True if there is a scanner, and it has not looked at all of it. */
    public boolean isUnread() {
        return state == State.NOT_SCANNED && !reason.equals(Optional.of(Reason.OFF));
    }

    public JsonObject toJson() {
        var json = new JsonObject().put("state", state.code());
        reason.ifPresent(why -> json.put("reason", why.code()));
        engine.ifPresent(name -> json.put("engine", name));
        signatures.ifPresent(version -> json.put("signatures", version));
        at.ifPresent(time -> json.put("at", time.toString()));
        finding.ifPresent(name -> json.put("finding", name));
        return json.put("encrypted", traits.encrypted()).put("macros", traits.macros());
    }

    public static ScanResult of(JsonObject json) {
        return new ScanResult(
                State.valueOf(constant(json.getString("state"))),
                Optional.ofNullable(json.getString("reason")).map(ScanResult::constant).map(Reason::valueOf),
                Optional.ofNullable(json.getString("engine")), Optional.ofNullable(json.getString("signatures")),
                Optional.ofNullable(json.getString("at")).map(Instant::parse),
                Optional.ofNullable(json.getString("finding")),
                new ContentTraits(json.getBoolean("encrypted"), json.getBoolean("macros")));
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @Override
    public String toString() {
        return "ScanResult[" + state + "]";
    }
}
