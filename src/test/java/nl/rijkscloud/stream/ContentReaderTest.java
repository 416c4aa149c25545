package nl.rijkscloud.stream;

import static nl.rijkscloud.stream.StoredSample.FULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.http.ByteRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentReaderTest {
    private final SegmentPool pool = new SegmentPool(1 << 20);

    @TempDir
    Path folder;

    private VerifiedSeals verified = new VerifiedSeals();
    private StoredSample sample;

    @BeforeEach
    void open() {
        sample = new StoredSample(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 65503, 65504, 65505, 131007, 131008, 131009, 300000})
    void everyRangeAroundEverySegmentIsExact(int length) throws Exception {
        var content = StoredSample.bytes(length);
        var outgoing = DownloadContent.of(sample.store(content));
        var edges = edges(length);
        for (var start : edges) {
            for (var end : edges) {
                if (start <= end) {
                    assertThat(read(outgoing, new ByteRange(start, end)))
                            .as("%d to %d of %d", start, end, length)
                            .isEqualTo(Arrays.copyOfRange(content, start, end));
                }
            }
        }
    }

    @Test
    void rangeOfASequenceSpansItsParts() throws Exception {
        var first = StoredSample.bytes(FULL + 10);
        var empty = StoredSample.bytes(0);
        var second = StoredSample.bytes(300);
        var outgoing = new DownloadContent(List.of(
                new DownloadContent.Literal("head".getBytes()), new DownloadContent.Content(sample.store(first)),
                new DownloadContent.Content(sample.store(empty)), new DownloadContent.Literal("middle".getBytes()),
                new DownloadContent.Content(sample.store(second)), new DownloadContent.Literal("tail".getBytes())));
        var all = new ByteArrayOutputStream();
        for (var part : List.of("head".getBytes(), first, "middle".getBytes(), second, "tail".getBytes())) {
            all.write(part);
        }

        assertThat(outgoing.length()).isEqualTo(all.size());
        for (var start = 0; start < all.size(); start += 97) {
            assertThat(read(outgoing, new ByteRange(start, all.size())))
                    .isEqualTo(Arrays.copyOfRange(all.toByteArray(), start, all.size()));
        }
    }

    @Test
    void tamperedSegmentIsNotReturned() throws Exception {
        var document = sample.store(StoredSample.bytes(3 * FULL));
        sample.flipBitIn(document.id(), 1);

        assertThat(read(DownloadContent.of(document), new ByteRange(0, FULL))).hasSize(FULL);
        assertThatThrownBy(() -> read(DownloadContent.of(document), new ByteRange(FULL, FULL + 1)))
                .isInstanceOf(DamagedDocument.class)
                .hasMessageContaining(document.id().toString());
    }

    @Test
    void anEmptyDocumentIsVerifiedToo() throws Exception {
        var document = sample.store(StoredSample.bytes(0));
        var segment = sample.segment(document.id(), 0);
        segment[20] ^= 1;
        sample.replaceSegment(document.id(), 0, Arrays.copyOf(segment, 32));

        assertThatThrownBy(() -> read(DownloadContent.of(document), ByteRange.whole(0)))
                .isInstanceOf(DamagedDocument.class);
    }

    @Test
    void staleSegmentWithholdsTheLastOneOfAWholeDocument() throws Exception {
        var content = StoredSample.bytes(3 * FULL + 5);
        var document = sample.store(content);
        var stale = sample.segment(document.id(), 1);
        sample.overwrite(document.id(), content);
        var current = new StoredDocument(document.key(), document.id(), document.length(),
                sealsOf(document, content.length));
        sample.replaceSegment(document.id(), 1, stale);

        try (var reader = new ContentReader(sample.blobs(), pool, verified, DownloadContent.of(current),
                ByteRange.whole(content.length))) {
            for (var i = 0; i < 3; i++) {
                assertThat(reader.read(1).last()).isFalse(); // each is authentic
            }
            assertThatThrownBy(() -> reader.read(1)).isInstanceOf(DamagedDocument.class)
                    .hasRootCauseMessage("the digest over its seals is not the recorded one");
        }
    }

    @ParameterizedTest(name = "segment {0} is stale, {1} is asked for")
    @CsvSource({"0, 2", "2, 2", "3, 2", "5, 0", "0, 5"})
    void staleSegmentAnywhereWithholdsTheLastOneOfARange(int old, int asked) throws Exception {
        var current = withStaleSegment(5 * FULL + 5, old);

        assertThatThrownBy(() -> read(DownloadContent.of(current), ofSegment(asked)))
                .isInstanceOf(DamagedDocument.class)
                        .hasRootCauseMessage("the digest over its seals is not the recorded one");
        assertThat(sample.timesOpen(current.id())).isZero();
    }

    @Test
    void verifiedSealsAreNotReadAgainAndStillCompared() throws Exception {
        var content = StoredSample.bytes(2 * VerifiedSeals.STRETCH * FULL + 5);
        var document = sample.store(content);
        var second = new ByteRange(VerifiedSeals.STRETCH * FULL, VerifiedSeals.STRETCH * FULL + 1000);
        assertThat(read(DownloadContent.of(document), second))
                .isEqualTo(Arrays.copyOfRange(content, (int) second.start(), (int) second.end()));

        sample.flipSealOf(document.id(), 0);

        assertThat(read(DownloadContent.of(document), second)).as("its own stretch is as it was").hasSize(1000);
        assertThatThrownBy(() -> read(DownloadContent.of(document), ofSegment(3))).isInstanceOf(DamagedDocument.class);
        assertThatThrownBy(() -> read(DownloadContent.of(document), ByteRange.whole(content.length)))
                .isInstanceOf(DamagedDocument.class);
    }

    @Test
    void rangeOfALargeDocumentReadsSealsInSmallVisits() throws Exception {
        verified = new VerifiedSeals(100, 2);
        var content = StoredSample.bytes(9 * FULL + 5);
        var document = sample.store(content);

        for (var segment = 0; segment < 9; segment++) {
            verified = new VerifiedSeals(100, 2);
            assertThat(read(DownloadContent.of(document), ofSegment(segment)))
                    .isEqualTo(Arrays.copyOfRange(content, segment * FULL, (segment + 1) * FULL));
        }
    }

    @Test
    void leastRecentlyUsedDocumentsAreForgottenFirst() throws Exception {
        verified = new VerifiedSeals(2, 100);
        var documents = List.of(sample.store(StoredSample.bytes(1)), sample.store(StoredSample.bytes(2)),
                sample.store(StoredSample.bytes(3)));
        for (var document : documents) {
            read(DownloadContent.of(document), ByteRange.whole(document.length()));
        }

        assertThat(documents.stream().map(document -> verified.of(document).isPresent()))
                .containsExactly(false, true, true);
    }

    private StoredDocument withStaleSegment(int length, int index) throws Exception {
        var content = StoredSample.bytes(length);
        var document = sample.store(content);
        var stale = sample.segment(document.id(), index);
        sample.overwrite(document.id(), content);
        var current = new StoredDocument(document.key(), document.id(), document.length(),
                sealsOf(document, content.length));
        sample.replaceSegment(document.id(), index, index == length / FULL
                ? Arrays.copyOf(stale, length % FULL + 32)
                : stale);
        return current;
    }

    private static ByteRange ofSegment(int index) {
        var start = (long) index * FULL;
        return new ByteRange(start, start + FULL);
    }

    @Test
    void wholeDocumentInAnArchiveIsCheckedAgainstItsDigest() throws Exception {
        var content = StoredSample.bytes(FULL + 5);
        var document = sample.store(content);
        sample.overwrite(document.id(), content);
        var archive = ZipArchive.of(List.of(new ZipArchive.Item(document, "a.pdf", 0)),
                java.time.LocalDateTime.of(2026, 11, 24, 12, 0));

        assertThatThrownBy(() -> read(archive, ByteRange.whole(archive.length()))).isInstanceOf(DamagedDocument.class);
    }

    @Test
    void atMostOneFileIsOpenAndNoneAtTheEnd() throws Exception {
        var first = sample.store(StoredSample.bytes(FULL + 1));
        var second = sample.store(StoredSample.bytes(1));
        var outgoing = new DownloadContent(List.of(new DownloadContent.Content(first),
                new DownloadContent.Content(second)));
        try (var reader = new ContentReader(sample.blobs(), pool, verified, outgoing,
                ByteRange.whole(outgoing.length()))) {
            assertThat(sample.timesOpen(first.id())).isZero();
            reader.read(1);
            assertThat(sample.timesOpen(first.id())).isEqualTo(1);
            reader.read(1);
            assertThat(sample.timesOpen(first.id())).isZero();
            assertThat(reader.read(1).last()).isTrue();
            assertThat(sample.timesOpen(second.id())).isZero();
        }
    }

    private byte[] sealsOf(StoredDocument document, int length) throws Exception {
        return sample.seals(document.id(), length);
    }

    private byte[] read(DownloadContent outgoing, ByteRange range) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var reader = new ContentReader(sample.blobs(), pool, verified, outgoing, range)) {
            for (var last = false; !last; ) {
                var volley = reader.read(3);
                out.write(volley.toBuffer().getBytes());
                volley.giveBack(pool);
                last = volley.last();
            }
        }
        return out.toByteArray();
    }

    private static List<Integer> edges(int length) {
        return java.util.stream.Stream.of(0, 1, FULL - 1, FULL, FULL + 1, 2 * FULL - 1, 2 * FULL, 2 * FULL + 1,
                length - 1, length)
                .filter(edge -> edge >= 0 && edge <= length)
                .distinct()
                .toList();
    }
}
