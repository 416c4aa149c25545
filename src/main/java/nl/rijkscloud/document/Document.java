package nl.rijkscloud.document;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document's row. Name, digests and judgement are sealed in it; {@link DocumentEntry} opens them.
 *
 * @param length plaintext bytes, fixed at creation
 * @param offset plaintext bytes that are on disk and synced
 * @param judgement the sealed judgement of its content, once there is one
 * @param scan its sealed malware state, once it has been checked
 * @param epoch of the only writer that may move the offset
 * @param client the id that the sender's page gave it
 * @param place in the list of the transfer's documents
 * @param heldSince the moment since which it waits for the virus scanner, if it ever did
 */
public record Document(
        UUID id, UUID transfer, DocumentState state, Optional<String> refusal, long length, long offset, long epoch,
        byte @Nullable [] rest, byte[] entry, byte @Nullable [] digests, byte @Nullable [] judgement,
        byte @Nullable [] scan, Instant createdAt, Instant updatedAt, Optional<Instant> downloadedAt,
        Optional<UUID> client, Optional<Integer> place, Optional<Instant> heldSince) {

    /** The state of a document. */
    public enum DocumentState {
        /** Bytes are still missing. */
        RECEIVING,
        /** All bytes are on disk; they are being read back. */
        CHECKING,
        /** Read back and found to be what its name says. */
        ACCEPTED,
        /** Not what its name says, or not readable: it is not delivered. */
        REFUSED;

        public String sql() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static DocumentState of(String sql) {
            return valueOf(sql.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A new document, before its row is written.
     *
     * @param epoch of its first writer; 0 when nobody writes it yet
     */
    public static Document begin(
            UUID id, UUID transfer, Optional<UUID> client, long length, long epoch, byte[] entry, Instant now) {
        return new Document(
                id, transfer, DocumentState.RECEIVING, Optional.empty(), length, 0, epoch, null, entry, null, null,
                null, now, now, Optional.empty(), client, Optional.empty(), Optional.empty());
    }

    /** The same with a place in the list. */
    public Document placed(Optional<Integer> where) {
        return new Document(
                id, transfer, state, refusal, length, offset, epoch, rest, entry, digests, judgement, scan,
                createdAt, updatedAt, downloadedAt, client, where, heldSince);
    }

    /** The same with all its bytes. */
    public Document whole() {
        return new Document(
                id, transfer, DocumentState.CHECKING, refusal, length, length, epoch, null, entry, digests, judgement,
                scan, createdAt, updatedAt, downloadedAt, client, place, heldSince);
    }

    /** The row after its writer has moved the offset. */
    public Document at(long moved) {
        return new Document(
                id, transfer, state, refusal, length, moved, epoch, null, entry, digests, judgement, scan,
                createdAt, updatedAt, downloadedAt, client, place, heldSince);
    }

    @Override
    public String toString() {
        return "Document[" + id + ", " + state + ", " + offset + " of " + length + "]";
    }
}
