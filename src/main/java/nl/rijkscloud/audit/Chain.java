package nl.rijkscloud.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import nl.rijkscloud.audit.AuditEntry.Detail;
import nl.rijkscloud.audit.AuditEntry.SignedStatement;
import nl.rijkscloud.vault.Hmac;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKey;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Computes the MACs of the log: HMAC-SHA256 (RFC 2104) under a key of its own that the master key
 * wraps. No one can compute them from the database alone. Immutable, safe for use from any thread.
 *
 * <p>The input is unambiguous: the name of its kind, then every field in a fixed order, each as its length in four
 * bytes and its bytes; an absent field has length -1. Numbers are eight bytes; a time is two of them, seconds since
 * 1970 and nanoseconds, cut to the microseconds that PostgreSQL keeps. The MAC of a line covers its number and the MAC
 * of the line before. A line with a signed statement has a name of its own, and the statement's hash as its last field:
 * lines without one keep the MAC that they had before there were statements. The seals of the ends have names of their
 * own, so that the MAC of a line never passes for an end. The newest key makes lines and seals both ends; {@link
 * Sections} follows the lines of older keys.
 */
final class Chain {
    /**
     * An end of the log: the newest line, or the last line that was deleted.
     *
     * @param seal binds the position to this end, under the key of the chain
     */
    record Mark(End end, AuditAnchor place, byte[] seal) {
        enum End {
            START, HEAD;

            String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    static final int LENGTH = Hmac.LENGTH;
    /** The MAC before the first line. */
    static final AuditAnchor ORIGIN = new AuditAnchor(0, new byte[LENGTH]);

    private static final String NAME = "rijkscloud/1/audit/";

    private final Supplier<Hmac> hmac;

    Chain(PurposeKeys keys) {
        hmac = () -> keys.current(KeyPurpose.AUDIT).hmac();
    }

    /** The chain of one section. */
    Chain(PurposeKey key) {
        hmac = key::hmac;
    }

    /** Makes the line that follows {@code previous}. */
    AuditLine next(AuditAnchor previous, Instant now, AuditEntry entry) {
        var at = now.truncatedTo(ChronoUnit.MICROS);
        var seq = previous.seq() + 1;
        return new AuditLine(seq, at, entry, mac(seq, at, entry, previous.mac()));
    }

    /** True if the line is unchanged and at its position. */
    boolean follows(AuditAnchor previous, AuditLine line) {
        return MessageDigest.isEqual(line.mac(), mac(line.seq(), line.at(), line.entry(), previous.mac()));
    }

    byte[] seal(Mark.End end, AuditAnchor place) {
        return hash(fields -> {
            fields.add(end.word());
            fields.add(place.seq());
            fields.add(place.mac());
        });
    }

    boolean isGenuine(Mark mark) {
        return MessageDigest.isEqual(mark.seal(), seal(mark.end(), mark.place()));
    }

    private byte[] mac(long seq, Instant at, AuditEntry entry, byte[] previous) {
        return hash(fields -> {
            fields.add(entry.statement().isPresent() ? "entry/2" : "entry");
            fields.add(previous);
            fields.add(seq);
            fields.add(at.getEpochSecond());
            fields.add((long) at.getNano());
            fields.add(entry.action().word());
            fields.add(entry.result().word());
            fields.add(entry.actor().kind().word());
            fields.add(entry.actor().id());
            fields.add(entry.actor().source().map(source -> source.subject()));
            fields.add(entry.subject().transfer());
            fields.add(entry.subject().kind().map(Subject.Kind::word));
            fields.add(entry.subject().id());
            fields.add(entry.detail().map(detail -> detail.unit().word()));
            fields.add(entry.detail().map(Detail::number));
            if (entry.statement().isPresent()) {
                fields.add(entry.statement().map(SignedStatement::hash));
            }
        });
    }

    private interface Content {
        void write(Fields fields) throws IOException;
    }

    private byte[] hash(Content content) {
        try {
            var bytes = new ByteArrayOutputStream(256);
            var fields = new Fields(new DataOutputStream(bytes));
            fields.add(NAME);
            content.write(fields);
            return hmac.get().of(bytes.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private record Fields(DataOutputStream out) {
        void add(byte[] bytes) throws IOException {
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        void add(String text) throws IOException {
            add(text.getBytes(StandardCharsets.UTF_8));
        }

        void add(long number) throws IOException {
            out.writeInt(Long.BYTES);
            out.writeLong(number);
        }

        /** Writes a text, a number, or an id in its text form. */
        void add(Optional<?> field) throws IOException {
            if (field.isEmpty()) {
                out.writeInt(-1);
            } else if (field.get() instanceof Long number) {
                add(number.longValue());
            } else {
                add(field.get().toString());
            }
        }
    }
}
