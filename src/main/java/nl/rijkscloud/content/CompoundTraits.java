package nl.rijkscloud.content;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.Set;

/**
 * The traits of old Office, and of new Office with a password, which lies in the same container (MS-CFB, MS-OFFCRYPTO).
 * Entries of the directory lie at multiples of 128 anywhere in the file, streams begin at multiples of 512.
 */
final class CompoundTraits implements TraitReader.Format {
    private static final int ENTRY = 128;
    private static final int SECTOR = 512;
    private static final int NAME_LENGTH_AT = 64;
    private static final int LONGEST_NAME = 64;
    private static final Set<String> LOCKED = Set.of("EncryptedPackage", "EncryptionInfo", "EncryptedSummary");
    private static final Set<String> MACROS = Set.of("_VBA_PROJECT", "_VBA_PROJECT_CUR");
    /** The flag fEncrypted of a Word document (MS-DOC 2.5.2). */
    private static final int WORD_LOCKED = 1 << 8;
    private static final int FILEPASS = 0x2f;

    private boolean encrypted;
    private boolean macros;

    @Override
    public void look(DocumentSample window, int at, long position) {
        if (position % ENTRY != 0) {
            return;
        }
        var length = window.le16(at + NAME_LENGTH_AT);
        if (length > 2 && length <= LONGEST_NAME && length % 2 == 0 && at + ENTRY <= window.size()) {
            var name = new String(window.head(), at, length - 2, UTF_16LE);
            encrypted |= LOCKED.contains(name);
            macros |= MACROS.contains(name);
        }
        if (position % SECTOR == 0) {
            encrypted |= isLockedWord(window, at) || isLockedExcel(window, at);
        }
    }

    private static boolean isLockedWord(DocumentSample window, int at) {
        var version = window.le16(at + 2);
        return window.has(at, 0xec, 0xa5) && version >= 0x65 && version < 0x200
                && (window.le16(at + 10) & WORD_LOCKED) != 0;
    }

    /** The first record begins a workbook, and the next one says how it is encrypted (MS-XLS 2.4.117). */
    private static boolean isLockedExcel(DocumentSample window, int at) {
        return window.has(at, 0x09, 0x08, 0x10, 0x00, 0x00, 0x06) && window.le16(at + 20) == FILEPASS;
    }

    @Override
    public ContentTraits traits() {
        return new ContentTraits(encrypted, macros);
    }
}
