package nl.rijkscloud.content;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows pictures, sound, archives and the documents of former programs by what stands at fixed places of their
 * beginning.
 */
final class BinarySignatures {
    private static final Set<String> HEIC = Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
    private static final Set<String> AVIF = Set.of("avif", "avis");
    private static final Set<String> SOUND = Set.of("M4A ", "M4B ", "M4P ");
    private static final Set<String> ATOMS = Set.of("moov", "mdat", "wide", "free", "skip", "pnot");
    private static final int TAR_MAGIC = 257;

    /** Bytes at a place; those of a row all stand. */
    private record Sign(ContentKind kind, int at, int... bytes) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign(ContentKind.PNG, 0, 0x89, 'P', 'N', 'G', 13, 10, 26, 10),
            new Sign(ContentKind.JPEG_ODD, 0, 0xff, 0xd8, 0xff, 0xf7),
            new Sign(ContentKind.JPEG, 0, 0xff, 0xd8, 0xff),
            new Sign(ContentKind.GIF, 0, 'G', 'I', 'F', '8', '7', 'a'),
            new Sign(ContentKind.GIF, 0, 'G', 'I', 'F', '8', '9', 'a'), new Sign(ContentKind.TIFF, 0, 'I', 'I', '*', 0),
            new Sign(ContentKind.TIFF, 0, 'M', 'M', 0, '*'), new Sign(ContentKind.TIFF, 0, 'I', 'I', '+', 0),
            new Sign(ContentKind.TIFF, 0, 'M', 'M', 0, '+'),
            new Sign(ContentKind.JPEG_2000, 0, 0, 0, 0, 12, 'j', 'P', ' ', ' '),
            new Sign(ContentKind.JPEG_2000, 0, 0xff, 0x4f, 0xff, 0x51), new Sign(ContentKind.JPEG_XL, 0, 0xff, 0x0a),
            new Sign(ContentKind.JPEG_XL, 0, 0, 0, 0, 12, 'J', 'X', 'L', ' '),
            new Sign(ContentKind.DICOM, 128, 'D', 'I', 'C', 'M'), new Sign(ContentKind.PICTURE_OTHER, 0, '8', 'B', 'P',
                    'S'), new Sign(ContentKind.PICTURE_OTHER, 0, 0xd7, 0xcd, 0xc6, 0x9a),
            new Sign(ContentKind.PICTURE_OTHER, 0, 0, 0, 1, 0),
            new Sign(ContentKind.PICTURE_OTHER, 40, ' ', 'E', 'M', 'F'),
            new Sign(ContentKind.PICTURE_OTHER, 0, 'A', 'T', '&', 'T', 'F', 'O', 'R', 'M'),
            new Sign(ContentKind.POSTSCRIPT, 0, 0xc5, 0xd0, 0xd3, 0xc6),
            new Sign(ContentKind.MP3, 0, 'I', 'D', '3'), new Sign(ContentKind.MP3, 0, 0xff, 0xfb),
            new Sign(ContentKind.MP3, 0, 0xff, 0xf3),
            new Sign(ContentKind.MP3, 0, 0xff, 0xf2), new Sign(ContentKind.MEDIA_OTHER, 0, 'O', 'g', 'g', 'S'),
            new Sign(ContentKind.MEDIA_OTHER, 0, 'f', 'L', 'a', 'C'), new Sign(ContentKind.MEDIA_OTHER, 0, '#', '!',
                    'A', 'M', 'R'), new Sign(ContentKind.MEDIA_OTHER, 0, 'M', 'T', 'h', 'd'),
            new Sign(ContentKind.MEDIA_OTHER, 0, 0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66),
            new Sign(ContentKind.MEDIA_OTHER, 0, 0x1a, 0x45, 0xdf, 0xa3),
            new Sign(ContentKind.MEDIA_OTHER, 0, 0xff, 0xf1), new Sign(ContentKind.MEDIA_OTHER, 0, 0xff, 0xf9),
            new Sign(ContentKind.MEDIA_OTHER, 0, 0, 0, 1, 0xba),
            new Sign(ContentKind.RAR, 0, 'R', 'a', 'r', '!', 26, 7), new Sign(ContentKind.RAR, 0, 'R', 'E', '~', '^'),
            new Sign(ContentKind.SEVEN_ZIP, 0, '7', 'z', 0xbc, 0xaf, 0x27, 0x1c),
            new Sign(ContentKind.GZIP, 0, 0x1f, 0x8b),
            new Sign(ContentKind.COMPRESS, 0, 0x1f, 0x9d), new Sign(ContentKind.COMPRESS, 0, 0x1f, 0xa0),
            new Sign(ContentKind.COMPRESS, 0, 0x1f, 0x9e), new Sign(ContentKind.COMPRESS, 0, 0x1f, 0x1e),
            new Sign(ContentKind.BZIP, 4, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59),
            new Sign(ContentKind.BZIP, 4, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90),
            new Sign(ContentKind.BZIP, 0, 'B', 'Z', 'h'), new Sign(ContentKind.BZIP, 0, 'B', 'Z', '0'),
            new Sign(ContentKind.CAB, 0, 'M', 'S', 'C', 'F', 0, 0, 0, 0),
            new Sign(ContentKind.XZ, 0, 0xfd, '7', 'z', 'X', 'Z', 0),
            new Sign(ContentKind.ARCHIVE_OTHER, 0, 'M', 'S', 'C', 'E'),
            new Sign(ContentKind.ARCHIVE_OTHER, 0, 'L', 'Z', 'I', 'P', 1), new Sign(ContentKind.ARCHIVE_OTHER, 0, 0x28,
                    0xb5, 0x2f, 0xfd), new Sign(ContentKind.ARCHIVE_OTHER, 0, 4, 0x22, 0x4d, 0x18),
            new Sign(ContentKind.ARCHIVE_OTHER, 0, 0x60, 0xea), new Sign(ContentKind.ARCHIVE_OTHER, 2, '-', 'l', 'h'),
            new Sign(ContentKind.ARCHIVE_OTHER, 7, '*', '*', 'A', 'C', 'E'),
            new Sign(ContentKind.ARCHIVE_OTHER, 0, 'S', 'I', 'T', '!'), new Sign(ContentKind.ARCHIVE_OTHER, 0, 'S', 't',
                    'u', 'f', 'f', 'I', 't'), new Sign(ContentKind.ARCHIVE_OTHER, 0, 0xc7, 0x71),
            new Sign(ContentKind.ARCHIVE_OTHER, 0, '0', '7', '0', '7', '0'),
            new Sign(ContentKind.MAC_ENVELOPE, 0, 0, 5, 0x16, 0), new Sign(ContentKind.MAC_ENVELOPE, 0, 0, 5, 0x16, 7),
            new Sign(ContentKind.EMAIL, 0, 0x78, 0x9f, 0x3e, 0x22),
            new Sign(ContentKind.WORD_BEFORE_97, 0, 0xdb, 0xa5), new Sign(ContentKind.WORD_BEFORE_97, 0, 0x9b, 0xa5),
            new Sign(ContentKind.WORD_BEFORE_97, 0, 0xfe, 0x37), new Sign(ContentKind.WORD_BEFORE_97, 0, 0xfe, 0x32),
            new Sign(ContentKind.WORD_BEFORE_97, 0, 0x31, 0xbe, 0, 0, 0),
            new Sign(ContentKind.WORD_BEFORE_97, 0, 0x32, 0xbe, 0, 0, 0),
            new Sign(ContentKind.WORDPERFECT, 0, 0xff, 'W', 'P', 'C'),
            new Sign(ContentKind.POWERPOINT_BEFORE_97, 0, 0xed, 0xde, 0xad, 0x0b),
            new Sign(ContentKind.LOTUS, 0, 0, 0, 2, 0, 4, 4), new Sign(ContentKind.LOTUS, 0, 0, 0, 2, 0, 5, 4),
            new Sign(ContentKind.LOTUS, 0, 0, 0, 2, 0, 6, 4), new Sign(ContentKind.LOTUS, 0, 0, 0, 26, 0),
            new Sign(ContentKind.LOTUS, 0, 0, 0, 2, 0, 1, 0x10));

    private BinarySignatures() {}

    static Optional<ContentKind> of(DocumentSample sample) {
        return tar(sample)
                .or(() -> SIGNS.stream().filter(sign -> sample.has(sign.at(), sign.bytes())).map(Sign::kind)
                        .findFirst())
                .or(() -> iso(sample))
                .or(() -> riff(sample))
                .or(() -> table(sample))
                .or(() -> built(sample));
    }

    /** Stands also in what else reads as text, so this one is asked first of all. */
    static Optional<ContentKind> tar(DocumentSample sample) {
        return sample.has(TAR_MAGIC, "ustar") ? Optional.of(ContentKind.TAR) : Optional.empty();
    }

    private static Optional<ContentKind> iso(DocumentSample sample) {
        if (sample.size() < 12) {
            return Optional.empty();
        }
        var atom = new String(sample.head(), 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
        var brand = new String(sample.head(), 8, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
        return !atom.equals("ftyp") ? Optional.of(ContentKind.QUICKTIME).filter(film -> ATOMS.contains(atom))
                : Optional.of(HEIC.contains(brand) ? ContentKind.HEIC : AVIF.contains(brand) ? ContentKind.AVIF
                        : SOUND.contains(brand) ? ContentKind.M4A
                        : brand.equals("qt  ") ? ContentKind.QUICKTIME : brand.equals("crx ")
                        ? ContentKind.PICTURE_OTHER : ContentKind.MP4);
    }

    private static Optional<ContentKind> riff(DocumentSample sample) {
        return !sample.has(0, "RIFF") && !sample.has(0, "RF64") ? Optional.empty()
                : Optional.of(sample.has(8, "WEBP") ? ContentKind.WEBP : sample.has(8, "WAVE") ? ContentKind.WAV
                        : ContentKind.MEDIA_OTHER);
    }

    /** Excel up to 4, whose file is one sheet; later ones without the container that they should be in. */
    private static Optional<ContentKind> table(DocumentSample sample) {
        var begins = sample.at(0) == 9 && sample.at(3) == 0;
        if (begins && sample.at(1) == 8) {
            return Optional.of(sample.at(5) == 5 || sample.at(5) == 6 ? ContentKind.EXCEL_STREAM
                    : ContentKind.EXCEL_BEFORE_97);
        }
        var second = sample.at(1) == 0 && sample.at(2) == 4;
        var third = (sample.at(1) == 2 || sample.at(1) == 4) && sample.at(2) == 6;
        return begins && (second || third) ? Optional.of(ContentKind.EXCEL_BEFORE_97) : Optional.empty();
    }

    /** Those without a sign, told by numbers that fit one another. */
    private static Optional<ContentKind> built(DocumentSample sample) {
        if (sample.has(0, "BM") && Set.of(12L, 40L, 52L, 56L, 64L, 108L, 124L).contains(sample.le32(14))) {
            return Optional.of(ContentKind.BMP);
        }
        var version = sample.at(0) & 0x7f;
        if ((version == 3 || version == 4 || version == 0x0b || version == 0x30 || version == 0x31 || version == 0x32
                || version == 0x43)
                && sample.at(2) >= 1 && sample.at(2) <= 12 && sample.at(3) >= 1 && sample.at(3) <= 31
                && sample.le16(8) > 64 && sample.le16(10) > 1) {
            return Optional.of(ContentKind.DBASE);
        }
        if (isLzma(sample) && sample.at(0) == 0x5d) {
            return Optional.of(ContentKind.LZMA);
        }
        var signed = sample.at(0) == 0x30 && sample.find("*\u0086H\u0086\u00f7\r\u0001\u0007\u0002", 0, 40) > 0;
        return signed ? Optional.of(ContentKind.SIGNED) : Optional.empty();
    }

    /**
     * The format has no sign: properties, a size of the dictionary, a length that is unknown or possible, and a first
     * byte that is always zero.
     */
    static boolean isLzma(DocumentSample sample) {
        var unknown = sample.has(5, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
        var dictionary = sample.le32(1);
        var highest = Long.highestOneBit(dictionary);
        var usual = dictionary == highest || dictionary == highest + (highest >> 1) || dictionary == 0xffffffffL;
        return sample.size() >= 13 && sample.at(0) < 225 && dictionary >= 4096 && usual
                && (unknown || (sample.at(10) == 0 && sample.at(11) == 0 && sample.at(12) == 0))
                && (sample.size() < 14 || sample.at(13) == 0);
    }

    /** Has no sign either, but a sum over its first two bytes. */
    static boolean isZlib(DocumentSample sample) {
        return (sample.at(0) & 0x8f) == 8 && (sample.at(0) << 8 | sample.at(1)) % 31 == 0 && (sample.at(1) & 0x20) == 0;
    }
}
