package nl.rijkscloud.document;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.content.ContentJudgement;

/**
 * A document's row. Its name and digests are in here sealed; {@link DocumentEntry}, {@link Digests} and {@link ContentJudgement} are what comes out.
 *
 * @param length plaintext bytes, fixed at creation
 * @param offset plaintext bytes that are on disk and synced
 * @param judgement sealed: what its content is, once that is known
 * @param epoch which writer may move the offset
 * @param client what the page that sends it calls it
 * @param place where it stands among the others
 */
public record Document(
        UUID id, UUID transfer, DocumentState state, Optional<String> refusal, long length, long offset, long epoch, byte[] rest,
        byte[] entry, byte[] digests, byte[] judgement, Instant createdAt, Instant updatedAt, Optional<Instant> downloadedAt,
        Optional<UUID> client, Optional<Integer> place) {

    /** The row after its writer has moved the offset. */
    public Document at(long moved) {
        return new Document(
                id, transfer, state, refusal, length, moved, epoch, null, entry, digests, judgement, createdAt, updatedAt, downloadedAt,
                client, place);
    }

    @Override
    public String toString() {
        return "Document[" + id + ", " + state + ", " + offset + " of " + length + "]";
    }
}
