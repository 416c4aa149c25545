package nl.rijkscloud.content;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The container of old Office, Outlook and Windows Installer. The class of its root and the names in its directory tell
 * its content; the directory may lie anywhere in the file.
 */
final class CompoundFile {
    /** A directory entry; the first ones are the root and its children. */
    private static final int ENTRY = 128;
    private static final int LONGEST_SECTOR = 4096;
    private static final int CLASS_AT = 80;

    /** The GUIDs of the classes differ in their beginnings only; these are in the byte order of the file. */
    private static final Map<String, ContentKind> CLASSES = Map.ofEntries(
            Map.entry("84100c00", ContentKind.WINDOWS_INSTALLER), Map.entry("86100c00", ContentKind.WINDOWS_INSTALLER),
            Map.entry("82100c00", ContentKind.WINDOWS_INSTALLER), Map.entry("85100c00", ContentKind.WINDOWS_INSTALLER),
            Map.entry("06090200", ContentKind.WORD_97), Map.entry("00090200", ContentKind.WORD_BEFORE_97),
            Map.entry("20080200", ContentKind.EXCEL_97), Map.entry("10080200", ContentKind.EXCEL_97),
            Map.entry("108d8164", ContentKind.POWERPOINT_97), Map.entry("0b0d0200", ContentKind.OUTLOOK_MESSAGE));

    private CompoundFile() {}

    static boolean is(DocumentSample sample) {
        return sample.has(0, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
    }

    /** The offset and length of the directory's first sector; empty if this is no such file or does not tell them. */
    public static Optional<Span> directoryAt(byte[] head) {
        var sample = DocumentSample.of(head);
        var shift = sample.le16(30);
        var sector = sample.le32(48);
        return is(sample) && (shift == 9 || shift == 12) && sector < 0xfffffff0L
                ? Optional.of(new Span((sector + 1) << shift, 1 << shift))
                : Optional.empty();
    }

    /** A piece of a document. */
    public record Span(long start, int length) {}

    /** A container of old Office whose directory was not read. */
    static ContentKind kind(DocumentSample sample) {
        return directory(sample).flatMap(CompoundFile::said).orElse(ContentKind.OFFICE_OLD);
    }

    private static Optional<DocumentSample> directory(DocumentSample sample) {
        if (sample.directory().length >= ENTRY) {
            return Optional.of(DocumentSample.of(sample.directory()));
        }
        return directoryAt(sample.head())
                .filter(span -> span.start() + ENTRY <= sample.size() && span.length() <= LONGEST_SECTOR)
                .map(span -> sample.from((int) span.start()))
                .map(rest ->
                        DocumentSample.of(java.util.Arrays.copyOf(rest.head(), Math.min(rest.size(), LONGEST_SECTOR))));
    }

    private static Optional<ContentKind> said(DocumentSample directory) {
        if (directory.at(66) != 5) {
            return Optional.empty(); // no root entry: the header points to something else
        }
        var kind = CLASSES.get(HexFormat.of().formatHex(directory.head(), CLASS_AT, CLASS_AT + 4));
        return kind == ContentKind.WINDOWS_INSTALLER ? Optional.of(kind) : byNames(names(directory))
                .or(() -> Optional.ofNullable(kind));
    }

    private static Set<String> names(DocumentSample directory) {
        var names = new HashSet<String>();
        for (var at = 0; at + ENTRY <= directory.size(); at += ENTRY) {
            var length = directory.le16(at + 64);
            if (length >= 4 && length <= 64) {
                names.add(new String(directory.head(), at, length - 2, UTF_16LE));
            }
        }
        return names;
    }

    private static Optional<ContentKind> byNames(Set<String> names) {
        if (names.stream().anyMatch(name -> name.charAt(0) == 0x4840)) {
            return Optional.of(ContentKind.WINDOWS_INSTALLER); // so the tables of an installer's database begin
        }
        if (names.contains("EncryptedPackage") || names.contains("EncryptionInfo")
                || names.contains("\u0006DataSpaces")) {
            return Optional.of(ContentKind.OFFICE_LOCKED);
        }
        if (names.contains("WordDocument")) {
            return Optional.of(ContentKind.WORD_97);
        }
        if (names.contains("Workbook") || names.contains("Book")) {
            return Optional.of(ContentKind.EXCEL_97);
        }
        if (names.contains("PowerPoint Document")) {
            return Optional.of(ContentKind.POWERPOINT_97);
        }
        return names.stream().anyMatch(name -> name.startsWith("__substg1.0_") || name.startsWith("__properties")
                || name.startsWith("__nameid"))
                ? Optional.of(ContentKind.OUTLOOK_MESSAGE)
                : Optional.empty();
    }
}
