package nl.rijkscloud.stream;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.vault.Sha256;

/**
 * Remembers of documents whose seals were all found right what the seals of each stretch of {@value #STRETCH} segments (16 MiB) digest to, so that a later
 * range has to look at its own stretches only. It says what the file has to hold, not what it held: a file that changes afterwards is found out. 32 bytes
 * for each stretch; the documents that were not asked for longest go first. Safe for use from any thread.
 */
final class VerifiedSeals {
    static final int STRETCH = 256;

    /** Stretches that are remembered, of all documents together: 2 MiB for 1 TiB of documents. */
    private static final int MOST = 1 << 16;

    /** Seals that one visit to a worker reads at most: a range of a large document holds up nobody else. */
    private static final int STEP = 2048;

    private record Known(byte[] seals, byte[] stretches) {
        int count() {
            return stretches.length / Sha256.LENGTH;
        }
    }

    private final LinkedHashMap<UUID, Known> documents = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;
    private final int step;
    private int count;

    VerifiedSeals() {
        this(MOST, STEP);
    }

    VerifiedSeals(int most, int step) {
        this.most = most;
        this.step = step;
    }

    int step() {
        return step;
    }

    /** The digests of all stretches, one behind the other. */
    synchronized Optional<byte[]> of(StoredDocument document) {
        return Optional.ofNullable(documents.get(document.id()))
                .filter(known -> Arrays.equals(known.seals(), document.seals()))
                .map(Known::stretches);
    }

    synchronized void remember(StoredDocument document, byte[] stretches) {
        var known = new Known(document.seals(), stretches);
        if (known.count() > most) {
            return;
        }
        var before = documents.put(document.id(), known);
        count += known.count() - (before == null ? 0 : before.count());
        for (var eldest = documents.entrySet().iterator(); count > most; ) {
            count -= eldest.next().getValue().count();
            eldest.remove();
        }
    }
}
