package nl.rijkscloud.content;

import java.util.Optional;

/**
 * The traits of archives that are no zip. Their contents are packed, so their size is not known; a 7z with many files
 * packs its own directory too, which hides if the files are encrypted.
 */
final class PackedTraits implements TraitReader.Format {
    private static final int START_HEADER = 32;
    private static final int RAR4_PASSWORD = 0x80;
    private static final int RAR4_FILE_PASSWORD = 0x04;
    private static final int RAR4_FILE = 0x74;
    private static final int RAR5_ENCRYPTION = 4;

    private final boolean sevenZip;
    private final long directoryAt;
    private boolean encrypted;
    private boolean hidden;

    private PackedTraits(boolean sevenZip, long directoryAt, boolean encrypted, boolean hidden) {
        this.sevenZip = sevenZip;
        this.directoryAt = directoryAt;
        this.encrypted = encrypted;
        this.hidden = hidden;
    }

    static Optional<TraitReader.Format> of(DocumentSample head) {
        if (head.has(0, '7', 'z', 0xbc, 0xaf, 0x27, 0x1c)) {
            var directoryAt = START_HEADER + head.le32(12) + (head.le32(16) << 32);
            return Optional.of(new PackedTraits(true, directoryAt, false, false));
        }
        if (head.has(0, "Rar!\u001a\u0007")) {
            return Optional.of(new PackedTraits(false, 0, isLockedRar(head), true));
        }
        var packed = head.has(0, 0x1f, 0x8b) || head.has(0, "BZh") || head.has(0, 0xfd, '7', 'z', 'X', 'Z')
                || head.has(0, "MSCF") || head.has(0, 0x28, 0xb5, 0x2f, 0xfd) || head.has(257, "ustar");
        return packed ? Optional.of(new PackedTraits(false, 0, false, false)) : Optional.empty();
    }

    private static boolean isLockedRar(DocumentSample head) {
        if (head.at(6) == 1) {
            return head.at(13) == RAR5_ENCRYPTION; // behind the signature, a checksum and a length of one byte
        }
        return (head.le16(10) & RAR4_PASSWORD) != 0
                || (head.at(22) == RAR4_FILE && (head.le16(23) & RAR4_FILE_PASSWORD) != 0);
    }

    /** The directory of a 7z: 0x17 begins one that is packed, and the method 06f10701 is AES. */
    @Override
    public void look(DocumentSample window, int at, long position) {
        if (sevenZip && position >= directoryAt) {
            hidden |= position == directoryAt && window.at(at) == 0x17;
            encrypted |= window.at(at) == 0x06 && window.has(at, 0x06, 0xf1, 0x07, 0x01);
        }
    }

    @Override
    public ContentTraits traits() {
        return new ContentTraits(encrypted, false);
    }

    @Override
    public boolean mayBeLarger(long size) {
        return true;
    }

    @Override
    public boolean mayBeEncrypted() {
        return encrypted || hidden;
    }
}
