package nl.rijkscloud.blob;

import static nl.rijkscloud.blob.SampleBlob.FULL;
import static nl.rijkscloud.blob.SampleBlob.LENGTH;
import static nl.rijkscloud.blob.SampleBlob.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.blob.Quarantine.Entry;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.kernel.StoreAway;
import nl.rijkscloud.vault.TransferKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises of {@link BlobStore}. Each implementation has a test class that extends this one. */
abstract class BlobStoreContract {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private final SampleBlob sample = new SampleBlob();
    private final UUID document = sample.document();
    private final TransferKey key = sample.key();

    private BlobStore store;

    /** Opens the store as another server does, or the same one after a restart. */
    abstract BlobStore open() throws IOException;

    /** Makes the store one that is not the portal's. */
    abstract void takeAway() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open();
    }

    @Test
    void wholeDocumentIsReadInAnyOrderByEveryServer() throws Exception {
        write(1, 0, LENGTH);

        try (var reader = open().read(key, document, LENGTH)) {
            assertThat(reader.segments()).isEqualTo(4);
            for (var index : List.of(3, 0, 2, 1)) {
                assertThat(segment(reader, index)).isEqualTo(sample.part(index));
            }
        }
    }

    @Test
    void readingThroughGivesTheSameBytesAndSeals() throws Exception {
        write(1, 0, LENGTH);

        try (var inOrder = store.readThrough(key, document, LENGTH, BlobReader.window());
                var anyOrder = store.read(key, document, LENGTH)) {
            for (var index = 0; index < 4; index++) {
                var read = ByteBuffer.allocate(BlobReader.SEAL_LENGTH);
                var alone = ByteBuffer.allocate(BlobReader.SEAL_LENGTH);
                assertThat(segment(inOrder, index, read)).isEqualTo(sample.part(index));
                anyOrder.readSeal(index, alone);
                assertThat(read.array()).isEqualTo(alone.array());
            }
        }
    }

    @Test
    void documentThatHasNotEndedIsReadBelowItsOffsetOnly() throws Exception {
        store.create(key, document, LENGTH);
        append(1, 0, 2 * FULL);

        assertThatThrownBy(() -> store.read(key, document, LENGTH)).isInstanceOf(IOException.class);
        try (var reader = store.readBegun(key, document, LENGTH)) {
            assertThat(segment(reader, 1)).isEqualTo(sample.part(1));
            assertThatThrownBy(() -> segment(reader, 2)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void writerContinuesAtTheOffsetAndDropsUncommittedBytes() throws Exception {
        store.create(key, document, LENGTH);
        append(1, 0, 2 * FULL);
        append(2, FULL, 2 * FULL); // the row has the first segment only
        write(3, 2 * FULL, LENGTH);

        try (var reader = store.read(key, document, LENGTH)) {
            for (var index = 0; index < 4; index++) {
                assertThat(segment(reader, index)).isEqualTo(sample.part(index));
            }
        }
    }

    /** A store that cannot lock lets the second writer in at once, and has to ignore the first. */
    @Test
    void laterWriterIsNotDisturbedByAnEarlierOne() throws Exception {
        store.create(key, document, LENGTH);
        var earlier = writer(1, 0);
        earlier.append(sample.segments(FULL, 2 * FULL, LENGTH));
        var free = open().lock(document);
        if (free.isEmpty()) {
            earlier.close();
            free = open().lock(document);
        }
        try (var later = free.orElseThrow().writer(key, document, LENGTH, 0, 2)) {
            later.append(sample.segments(0, LENGTH, LENGTH));
            later.finish();
        }
        assertThatThrownBy(() -> {
            earlier.append(sample.segments(FULL, 2 * FULL, LENGTH));
            earlier.sync();
        }).isInstanceOf(IOException.class);
        earlier.close();

        try (var reader = store.read(key, document, LENGTH)) {
            assertThat(segment(reader, 0)).isEqualTo(sample.part(0));
            assertThat(segment(reader, 1)).isEqualTo(sample.part(1));
        }
    }

    @Test
    void writerBeyondTheStoredBytesIsRefused() throws Exception {
        store.create(key, document, LENGTH);
        append(1, 0, FULL);

        try (var locked = store.lock(document).orElseThrow()) {
            assertThatThrownBy(() -> locked.writer(key, document, LENGTH, 2L * FULL, 2))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void cutBackDropsAppendedSegments() throws Exception {
        store.create(key, document, LENGTH);
        append(1, 0, FULL);
        try (var writer = writer(2, FULL)) {
            writer.append(sample.segments(FULL, 2 * FULL, LENGTH));
            writer.cutBack();
        }

        try (var reader = store.readBegun(key, document, LENGTH)) {
            assertThat(segment(reader, 0)).isEqualTo(sample.part(0));
            assertThatThrownBy(() -> segment(reader, 1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void documentIsBegunAndWrittenAtOnce() throws Exception {
        try (var writer = store.begin(key, document, 100, 0)) {
            writer.append(sample.segments(0, 100, 100));
            writer.finish();
        }

        try (var reader = open().read(key, document, 100)) {
            assertThat(segment(reader, 0)).isEqualTo(Arrays.copyOf(sample.content(), 100));
        }
    }

    @Test
    void emptyDocumentIsWhole() throws Exception {
        try (var writer = store.begin(key, document, 0, 0)) {
            writer.append(sample.segments(0, 0, 0));
            writer.finish();
        }

        try (var reader = store.read(key, document, 0)) {
            assertThat(segment(reader, 0)).isEmpty();
        }
    }

    @Test
    void wholeDocumentIsNotWrittenAgain() throws Exception {
        write(5, 0, LENGTH);

        assertThat(store.lock(document)).isEmpty();
        assertThat(store.reopen(document, 5)).as("finished under the row's epoch").isFalse();
        assertThat(open().lock(document)).isEmpty();
    }

    @Test
    void wholeDocumentWhoseRowWasFencedSinceIsWrittenAgain() throws Exception {
        write(5, 0, LENGTH);

        assertThat(store.reopen(document, 6)).isTrue();
        write(6, 2 * FULL, LENGTH);

        try (var reader = store.read(key, document, LENGTH)) {
            assertThat(segment(reader, 3)).isEqualTo(sample.part(3));
        }
    }

    @Test
    void unfinishedDocumentCannotBeMarked() throws Exception {
        store.create(key, document, LENGTH);
        try (var writer = writer(1, 0)) {
            writer.append(sample.segments(0, FULL, LENGTH));
            assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void otherKeyDocumentOrLengthOpensNothing() throws Exception {
        write(1, 0, LENGTH);
        var stranger = TransferKey.random(key.transfer(), new SecureRandom());

        assertThatThrownBy(() -> store.read(stranger, document, LENGTH)).isInstanceOf(FloeException.class);
        assertThatThrownBy(() -> store.read(key, document, LENGTH - FULL)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.read(key, UUID.randomUUID(), LENGTH)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.lock(UUID.randomUUID())).isInstanceOf(IOException.class);
    }

    @Test
    void documentsAreListedByTheFirstByteOfTheirIds() throws Exception {
        store.create(key, document, LENGTH);
        var part = Integer.parseInt(document.toString().substring(0, 2), 16);

        assertThat(open().documents(part)).containsExactly(document);
        assertThat(store.documents((part + 1) % BlobStore.PARTS)).isEmpty();
        assertThat(store.transferOf(document)).contains(key.transfer());
        assertThat(store.writtenAt(document)).isPresent();
    }

    @Test
    void deletedDocumentIsGoneAndDeletingAgainIsNoError() throws Exception {
        write(1, 0, LENGTH);

        store.delete(document);
        store.delete(document);

        assertThat(store.writtenAt(document)).isEmpty();
        assertThat(store.transferOf(document)).isEmpty();
        assertThatThrownBy(() -> store.read(key, document, LENGTH)).isInstanceOf(IOException.class);
    }

    @Test
    void quarantineTakesGivesBackAndDeletes() throws Exception {
        write(1, 0, LENGTH);
        var quarantine = store.quarantine();
        var entry = new Entry(document, NOW);

        assertThat(quarantine.take(document, NOW)).isTrue();
        assertThat(quarantine.take(document, NOW)).as("another server has done it").isFalse();
        assertThat(store.writtenAt(document)).isEmpty();
        assertThat(open().quarantine().entries()).containsExactly(entry);
        assertThat(quarantine.transferOf(entry)).contains(key.transfer());

        assertThat(quarantine.putBack(entry)).isTrue();
        assertThat(quarantine.putBack(entry)).isFalse();
        try (var reader = store.read(key, document, LENGTH)) {
            assertThat(segment(reader, 3)).isEqualTo(sample.part(3));
        }

        quarantine.take(document, NOW);
        quarantine.delete(entry);
        quarantine.delete(entry);
        assertThat(quarantine.entries()).isEmpty();
        assertThat(quarantine.transferOf(entry)).isEmpty();
    }

    @Test
    void storeThatIsAwaySaysSo() throws Exception {
        assertThat(store.probe()).isTrue();
        assertThat(store.usableSpace()).isPositive();
        store.confirm();

        takeAway();

        assertThatThrownBy(store::confirm).isInstanceOf(StoreAway.class);
        assertThatThrownBy(store::probe).isInstanceOf(StoreAway.class);
        assertThatThrownBy(() -> store.create(key, document, LENGTH)).isInstanceOf(StoreAway.class);
        assertThatThrownBy(() -> store.read(key, document, LENGTH)).isInstanceOf(StoreAway.class);
        assertThatThrownBy(() -> store.lock(document)).isInstanceOf(StoreAway.class);
    }

    /** Writes a whole document, or its end. */
    private void write(long epoch, int from, int to) throws IOException {
        if (from == 0) {
            store.create(key, document, LENGTH);
        }
        try (var writer = writer(epoch, from)) {
            writer.append(sample.segments(from, to, LENGTH));
            writer.finish();
        }
    }

    private void append(long epoch, int from, int to) throws IOException {
        try (var writer = writer(epoch, from)) {
            writer.append(sample.segments(from, to, LENGTH));
            writer.sync();
        }
    }

    private BlobWriter writer(long epoch, long offset) throws IOException {
        return store.lock(document).orElseThrow().writer(key, document, LENGTH, offset, epoch);
    }
}
