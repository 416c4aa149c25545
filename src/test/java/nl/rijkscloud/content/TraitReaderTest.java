package nl.rijkscloud.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Passwords and macros are seen in the passing bytes, wherever they lie. */
final class TraitReaderTest {
    private static final int FAR = 200_000;

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("zip", Made.zip("brief.txt"), false, false),
                Arguments.of("zip with a password", locked(Made.zip("brief.txt")), true, false),
                Arguments.of("large zip with a password", locked(large("brief.txt")), true, false),
                Arguments.of("Word with macros", Made.zip("[Content_Types].xml", "word/vbaProject.bin"), false, true),
                Arguments.of("Excel 4 macros", Made.zip("[Content_Types].xml", "xl/macrosheets/a.xml"), false, true),
                Arguments.of("old Word", Made.compound("06090200", 1, "WordDocument"), false, false),
                Arguments.of("old Word with macros", Made.compound("06090200", 1, "Macros", "_VBA_PROJECT"), false,
                        true),
                Arguments.of("directory far away", Made.compound("06090200", 300, "_VBA_PROJECT"), false, true),
                Arguments.of("new Office with a password", Made.compound("00000000", 900, "EncryptedPackage"), true,
                        false),
                Arguments.of("PDF", Made.bytes("%PDF-1.7\n1 0 obj <</EncryptMetadata false>>\ntrailer <<>>"), false,
                        false),
                Arguments.of("PDF with a password", Made.joined(Made.bytes("%PDF-1.7\n"), new byte[FAR],
                        Made.bytes("trailer <</Encrypt 5 0 R>>"), new byte[FAR]), true, false),
                Arguments.of("7z with a password", sevenZip("010406000106f1070101"), true, false),
                Arguments.of("7z", sevenZip("0104060001030101"), false, false),
                Arguments.of("RAR with a password", Made.hex("526172211a0701 00 11223344 0d 04 00 00"), true, false),
                Arguments.of("RAR", Made.hex("526172211a0701 00 11223344 0d 01 00 00"), false, false),
                Arguments.of("old RAR with a password", Made.hex("526172211a0700 cf90 73 8000 0d00 00000000"), true,
                        false),
                Arguments.of("nothing", new byte[0], false, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void traitsAreSeen(String name, byte[] document, boolean encrypted, boolean macros) {
        for (var step : new int[] {1 << 20, 65504, 7}) {
            assertThat(read(document, step).traits()).as("pieces of " + step)
                    .isEqualTo(new ContentTraits(encrypted, macros));
        }
    }

    @Test
    void packedDirectoryOfA7zMayHideAPassword() {
        assertThat(read(sevenZip("1706"), 1000).mayBeEncrypted()).isTrue();
        assertThat(read(sevenZip("0104"), 1000).mayBeEncrypted()).isFalse();
    }

    @Test
    void zipSaysHowLargeItsContentIs() {
        assertThat(read(Made.zip("brief.txt"), 1000).mayBeLarger(1000)).isFalse();
        assertThat(read(large("brief.txt"), 1000).mayBeLarger(1000)).isTrue();
        assertThat(read(Made.zip("binnen.zip"), 1000).mayBeLarger(1000)).isTrue();
    }

    @Test
    void noCutOrSpoiledDocumentThrows() {
        var random = new Random(13);
        documents().map(one -> (byte[]) one.get()[1]).filter(one -> one.length > 0).forEach(sample -> {
            for (var turn = 0; turn < 40; turn++) {
                var bytes = Arrays.copyOf(sample, 1 + random.nextInt(sample.length));
                for (var change = 0; change < turn % 8; change++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                read(bytes, 1 + random.nextInt(70_000)).traits();
            }
        });
    }

    private static TraitReader read(byte[] document, int step) {
        var reader = new TraitReader();
        for (var at = 0; at < document.length; at += step) {
            reader.add(ByteBuffer.wrap(document, at, Math.min(step, document.length - at)));
        }
        reader.finish();
        return reader;
    }

    private static byte[] large(String name) {
        return Made.zip(Stream.iterate(0, place -> place + 1).limit(3000).map(place -> name + place)
                .toArray(String[]::new));
    }

    private static byte[] locked(byte[] zip) {
        for (var at = 0; at + 4 < zip.length; at++) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
                zip[at + 8] |= 1;
            }
        }
        return zip;
    }

    /** @param directory in hexadecimal; it lies behind the packed files */
    private static byte[] sevenZip(String directory) {
        var start = ByteBuffer.allocate(32).order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .put(Made.hex("377abcaf271c0004")).putLong(12, FAR).array();
        return Made.joined(start, new byte[FAR], Made.hex(directory), new byte[16]);
    }
}
