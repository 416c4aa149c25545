package nl.rijkscloud.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * An act at its position in the log.
 *
 * @param seq its number, from 1 without gaps
 * @param mac covers the line and the line before; see {@link Chain}
 */
public record AuditLine(long seq, Instant at, AuditEntry entry, byte[] mac) {

    AuditAnchor anchor() {
        return new AuditAnchor(seq, mac);
    }

    /**
     * Writes one JSON object on one line. Nothing needs escaping: the line holds words, ids, numbers, times and
     * addresses.
     */
    public String json() {
        var actor = entry.actor();
        var subject = entry.subject();
        var json = new StringBuilder(300).append("{\"seq\":").append(seq);
        text(json, "at", Optional.of(at));
        text(json, "action", Optional.of(entry.action().word()));
        text(json, "result", Optional.of(entry.result().word()));
        text(json, "actor", Optional.of(actor.kind().word()));
        text(json, "actorId", actor.id());
        text(json, "source", actor.source().map(source -> source.subject()));
        text(json, "transfer", subject.transfer());
        text(json, "subject", subject.kind().map(Subject.Kind::word));
        text(json, "subjectId", subject.id());
        entry.detail().ifPresent(detail ->
                json.append(",\"").append(detail.unit().word()).append("\":").append(detail.number()));
        text(json, "statement", entry.statement().map(AuditEntry.SignedStatement::hash));
        text(json, "mac", Optional.of(HexFormat.of().formatHex(mac)));
        return json.append('}').toString();
    }

    private static void text(StringBuilder json, String name, Optional<?> value) {
        value.ifPresent(present -> json.append(",\"").append(name).append("\":\"").append(present).append('"'));
    }
}
