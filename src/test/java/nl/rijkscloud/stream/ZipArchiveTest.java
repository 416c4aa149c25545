package nl.rijkscloud.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.vault.Sha256;
import nl.rijkscloud.vault.TransferKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ZipArchiveTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 24, 13, 37, 42);
    private static final TransferKey KEY = TransferKey.random(UUID.randomUUID(), new SecureRandom());

    @TempDir
    Path folder;

    private final Map<UUID, byte[]> contents = new LinkedHashMap<>();

    @Test
    void zipReaderFindsEveryDocumentByName() throws Exception {
        var first = StoredSample.bytes(100_000);
        var items = List.of(item("brief \u20ac.pdf", first), item("leeg.txt", new byte[0]),
                item("\ud83d\ude80.zip", new byte[7]));
        var archive = ZipArchive.of(items, TIME);

        var file = written(archive);

        assertThat(Files.size(file)).isEqualTo(archive.length());
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly("brief \u20ac.pdf", "leeg.txt", "\ud83d\ude80.zip");
            assertThat(zip.getInputStream(zip.getEntry("brief \u20ac.pdf")).readAllBytes()).isEqualTo(first);
            assertThat(zip.getEntry("leeg.txt").getSize()).isZero();
            assertThat(zip.getEntry("leeg.txt").getTimeLocal()).isEqualTo(TIME);
        }
    }

    @Test
    void streamingReaderChecksEverySum() throws Exception {
        var archive = ZipArchive.of(List.of(item("a.pdf", StoredSample.bytes(70_000)),
                item("b.pdf", StoredSample.bytes(3))), TIME);
        var names = new ArrayList<String>();

        try (var zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(written(archive))))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                zip.readAllBytes(); // throws on a wrong CRC-32 or size
                assertThat(entry.getSize()).isNotNegative(); // precedes the content
            }
        }

        assertThat(names).containsExactly("a.pdf", "b.pdf");
    }

    @Test
    void theSameDocumentsGiveTheSameBytesAndTag() throws Exception {
        var items = List.of(item("a.pdf", StoredSample.bytes(100)), item("a.pdf", StoredSample.bytes(50)));

        assertThat(written(ZipArchive.of(items, TIME))).hasSameBinaryContentAs(written(ZipArchive.of(items, TIME)));
        assertThat(ZipArchive.of(items, TIME).fingerprint()).isEqualTo(ZipArchive.of(items, TIME).fingerprint());
        assertThat(ZipArchive.of(items.reversed(), TIME).fingerprint())
                .isNotEqualTo(ZipArchive.of(items, TIME).fingerprint());
    }

    @Test
    void documentsWithEqualNamesAreSeparateFiles() throws Exception {
        var file = written(ZipArchive.of(List.of(item("a.pdf", new byte[1]), item("A.PDF", new byte[2]),
                item("../a.pdf", new byte[3])), TIME));

        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("a.pdf", "A (2).PDF", "_a.pdf");
        }
    }

    @Test
    void documentsAndOffsetsBeyondFourGigabytesAreFound() throws Exception {
        var five = 5L << 30;
        var small = item("klein.txt", "hallo".getBytes());
        var archive = ZipArchive.of(
                List.of(sparse("groot.bin", five), sparse("net.bin", 0xFFFFFFFEL), sparse("vol.bin", 0xFFFFFFFFL),
                        small), TIME);

        var file = written(archive); // the file is sparse

        assertThat(Files.size(file)).isEqualTo(archive.length()).isGreaterThan(13L << 30);
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getSize)).containsExactly(five, 0xFFFFFFFEL, 0xFFFFFFFFL, 5L);
            assertThat(zip.getInputStream(zip.getEntry("groot.bin")).readNBytes(10)).isEqualTo(new byte[10]);
            assertThat(zip.getInputStream(zip.getEntry("klein.txt")).readAllBytes()).isEqualTo("hallo".getBytes());
        }
    }

    @Test
    void moreDocumentsThanSixteenBitsCanCountAreFound() throws Exception {
        var items = new ArrayList<ZipArchive.Item>();
        for (var i = 0; i < 65535; i++) {
            items.add(sparse(i + ".txt", 0));
        }

        try (var zip = new ZipFile(written(ZipArchive.of(items, TIME)).toFile())) {
            assertThat(zip.size()).isEqualTo(65535);
        }
    }

    @Test
    void unzipFindsNoFault() throws Exception {
        var file = written(ZipArchive.of(List.of(item("\u00e9\u00e9n.pdf", StoredSample.bytes(70_000)),
                sparse("groot.bin", 5L << 30)), TIME));
        assumeTrue(Files.exists(Path.of("/usr/bin/unzip")), "unzip is not installed");

        var process = new ProcessBuilder("/usr/bin/unzip", "-tqq", file.toString(), "*.pdf").inheritIO().start();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private ZipArchive.Item item(String name, byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        var id = UUID.randomUUID();
        contents.put(id, content);
        return new ZipArchive.Item(new StoredDocument(KEY, id, content.length, seals(id)), name, crc.getValue());
    }

    /** Many zero bytes that are not stored; their checksum is wrong, and the test ignores it. */
    private static ZipArchive.Item sparse(String name, long length) {
        var id = UUID.randomUUID();
        return new ZipArchive.Item(new StoredDocument(KEY, id, length, seals(id)), name, 0);
    }

    private static byte[] seals(UUID id) {
        return Sha256.digest().digest(id.toString().getBytes());
    }

    private Path written(DownloadContent archive) throws IOException {
        var path = Files.createTempFile(folder, "archive", ".zip");
        try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            var at = 0L;
            for (var slice : archive.slices(ByteRange.whole(archive.length()))) {
                var bytes = switch (slice.part()) {
                    case DownloadContent.Literal(var literal) -> literal;
                    case DownloadContent.Content(var document) -> contents.getOrDefault(document.id(), new byte[0]);
                };
                file.write(ByteBuffer.wrap(bytes), at);
                at += slice.part().length();
            }
        }
        return path;
    }
}
