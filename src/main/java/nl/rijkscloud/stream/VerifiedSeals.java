package nl.rijkscloud.stream;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.vault.Sha256;

/**
 * Remembers verified documents: a digest of the seals of each stretch of {@value #STRETCH} segments (1 MiB), so that a
 * later range has to read its own stretches only, with few seals that it does not send. A digest tells what the file
 * must contain, so a later change of the file is still found. Each stretch takes 32 bytes; the least recently used
 * documents are dropped first. Any thread may call it.
 */
final class VerifiedSeals {
    static final int STRETCH = 16;

    /** Limit on the stretches of all documents together: 8 MiB for 256 GiB of documents. */
    private static final int MAX_STRETCHES = 1 << 18;

    /** Limit on the seals that one worker task reads, so that a range of a large document does not delay others. */
    private static final int STEP = 2048;

    private record Known(byte[] seals, byte[] stretches) {
        int count() {
            return stretches.length / Sha256.LENGTH;
        }
    }

    private final LinkedHashMap<UUID, Known> documents = new LinkedHashMap<>(16, 0.75f, true);
    private final int max;
    private final int step;
    private int count;

    VerifiedSeals() {
        this(MAX_STRETCHES, STEP);
    }

    VerifiedSeals(int max, int step) {
        this.max = max;
        this.step = step;
    }

    int step() {
        return step;
    }

    /** The concatenated digests of all stretches; empty for a document that has not been verified. */
    synchronized Optional<byte[]> of(StoredDocument document) {
        return Optional.ofNullable(documents.get(document.id()))
                .filter(known -> Arrays.equals(known.seals(), document.seals()))
                .map(Known::stretches);
    }

    synchronized void remember(StoredDocument document, byte[] stretches) {
        var known = new Known(document.seals(), stretches);
        if (known.count() > max) {
            return;
        }
        var before = documents.put(document.id(), known);
        count += known.count() - (before == null ? 0 : before.count());
        for (var eldest = documents.entrySet().iterator(); count > max; ) {
            count -= eldest.next().getValue().count();
            eldest.remove();
        }
    }
}
