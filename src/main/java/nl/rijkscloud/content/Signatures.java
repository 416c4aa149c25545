package nl.rijkscloud.content;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows pictures, sound, archives and the documents of former programs by what stands at fixed places of their beginning. */
final class Signatures {
    private static final Set<String> HEIC = Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
    private static final Set<String> AVIF = Set.of("avif", "avis");
    private static final Set<String> SOUND = Set.of("M4A ", "M4B ", "M4P ");
    private static final Set<String> ATOMS = Set.of("moov", "mdat", "wide", "free", "skip", "pnot");
    private static final int TAR_MAGIC = 257;

    /** Bytes at a place; those of a row all stand. */
    private record Sign(Kind kind, int at, int... bytes) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign(Kind.PNG, 0, 0x89, 'P', 'N', 'G', 13, 10, 26, 10),
            new Sign(Kind.JPEG_ODD, 0, 0xff, 0xd8, 0xff, 0xf7),
            new Sign(Kind.JPEG, 0, 0xff, 0xd8, 0xff),
            new Sign(Kind.GIF, 0, 'G', 'I', 'F', '8', '7', 'a'), new Sign(Kind.GIF, 0, 'G', 'I', 'F', '8', '9', 'a'),
            new Sign(Kind.TIFF, 0, 'I', 'I', '*', 0), new Sign(Kind.TIFF, 0, 'M', 'M', 0, '*'), new Sign(Kind.TIFF, 0, 'I', 'I', '+', 0),
            new Sign(Kind.TIFF, 0, 'M', 'M', 0, '+'),
            new Sign(Kind.JPEG_2000, 0, 0, 0, 0, 12, 'j', 'P', ' ', ' '), new Sign(Kind.JPEG_2000, 0, 0xff, 0x4f, 0xff, 0x51),
            new Sign(Kind.JPEG_XL, 0, 0xff, 0x0a), new Sign(Kind.JPEG_XL, 0, 0, 0, 0, 12, 'J', 'X', 'L', ' '),
            new Sign(Kind.DICOM, 128, 'D', 'I', 'C', 'M'),
            new Sign(Kind.PICTURE_OTHER, 0, '8', 'B', 'P', 'S'), new Sign(Kind.PICTURE_OTHER, 0, 0xd7, 0xcd, 0xc6, 0x9a),
            new Sign(Kind.PICTURE_OTHER, 0, 0, 0, 1, 0), new Sign(Kind.PICTURE_OTHER, 40, ' ', 'E', 'M', 'F'),
            new Sign(Kind.PICTURE_OTHER, 0, 'A', 'T', '&', 'T', 'F', 'O', 'R', 'M'),
            new Sign(Kind.POSTSCRIPT, 0, 0xc5, 0xd0, 0xd3, 0xc6),
            new Sign(Kind.MP3, 0, 'I', 'D', '3'), new Sign(Kind.MP3, 0, 0xff, 0xfb), new Sign(Kind.MP3, 0, 0xff, 0xf3),
            new Sign(Kind.MP3, 0, 0xff, 0xf2), new Sign(Kind.MEDIA_OTHER, 0, 'O', 'g', 'g', 'S'), new Sign(Kind.MEDIA_OTHER, 0, 'f', 'L', 'a', 'C'),
            new Sign(Kind.MEDIA_OTHER, 0, '#', '!', 'A', 'M', 'R'), new Sign(Kind.MEDIA_OTHER, 0, 'M', 'T', 'h', 'd'),
            new Sign(Kind.MEDIA_OTHER, 0, 0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66), new Sign(Kind.MEDIA_OTHER, 0, 0x1a, 0x45, 0xdf, 0xa3),
            new Sign(Kind.MEDIA_OTHER, 0, 0xff, 0xf1), new Sign(Kind.MEDIA_OTHER, 0, 0xff, 0xf9), new Sign(Kind.MEDIA_OTHER, 0, 0, 0, 1, 0xba),
            new Sign(Kind.RAR, 0, 'R', 'a', 'r', '!', 26, 7), new Sign(Kind.RAR, 0, 'R', 'E', '~', '^'),
            new Sign(Kind.SEVEN_ZIP, 0, '7', 'z', 0xbc, 0xaf, 0x27, 0x1c),
            new Sign(Kind.GZIP, 0, 0x1f, 0x8b),
            new Sign(Kind.COMPRESS, 0, 0x1f, 0x9d), new Sign(Kind.COMPRESS, 0, 0x1f, 0xa0), new Sign(Kind.COMPRESS, 0, 0x1f, 0x9e),
            new Sign(Kind.COMPRESS, 0, 0x1f, 0x1e),
            new Sign(Kind.BZIP, 4, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59), new Sign(Kind.BZIP, 4, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90),
            new Sign(Kind.BZIP, 0, 'B', 'Z', 'h'), new Sign(Kind.BZIP, 0, 'B', 'Z', '0'),
            new Sign(Kind.CAB, 0, 'M', 'S', 'C', 'F', 0, 0, 0, 0),
            new Sign(Kind.XZ, 0, 0xfd, '7', 'z', 'X', 'Z', 0),
            new Sign(Kind.ARCHIVE_OTHER, 0, 'M', 'S', 'C', 'E'), new Sign(Kind.ARCHIVE_OTHER, 0, 'L', 'Z', 'I', 'P', 1),
            new Sign(Kind.ARCHIVE_OTHER, 0, 0x28, 0xb5, 0x2f, 0xfd), new Sign(Kind.ARCHIVE_OTHER, 0, 4, 0x22, 0x4d, 0x18),
            new Sign(Kind.ARCHIVE_OTHER, 0, 0x60, 0xea), new Sign(Kind.ARCHIVE_OTHER, 2, '-', 'l', 'h'),
            new Sign(Kind.ARCHIVE_OTHER, 7, '*', '*', 'A', 'C', 'E'), new Sign(Kind.ARCHIVE_OTHER, 0, 'S', 'I', 'T', '!'),
            new Sign(Kind.ARCHIVE_OTHER, 0, 'S', 't', 'u', 'f', 'f', 'I', 't'), new Sign(Kind.ARCHIVE_OTHER, 0, 0xc7, 0x71),
            new Sign(Kind.ARCHIVE_OTHER, 0, '0', '7', '0', '7', '0'),
            new Sign(Kind.MAC_ENVELOPE, 0, 0, 5, 0x16, 0), new Sign(Kind.MAC_ENVELOPE, 0, 0, 5, 0x16, 7),
            new Sign(Kind.EMAIL, 0, 0x78, 0x9f, 0x3e, 0x22),
            new Sign(Kind.WORD_BEFORE_97, 0, 0xdb, 0xa5), new Sign(Kind.WORD_BEFORE_97, 0, 0x9b, 0xa5), new Sign(Kind.WORD_BEFORE_97, 0, 0xfe, 0x37),
            new Sign(Kind.WORD_BEFORE_97, 0, 0xfe, 0x32), new Sign(Kind.WORD_BEFORE_97, 0, 0x31, 0xbe, 0, 0, 0),
            new Sign(Kind.WORD_BEFORE_97, 0, 0x32, 0xbe, 0, 0, 0),
            new Sign(Kind.WORDPERFECT, 0, 0xff, 'W', 'P', 'C'),
            new Sign(Kind.POWERPOINT_BEFORE_97, 0, 0xed, 0xde, 0xad, 0x0b),
            new Sign(Kind.LOTUS, 0, 0, 0, 2, 0, 4, 4), new Sign(Kind.LOTUS, 0, 0, 0, 2, 0, 5, 4), new Sign(Kind.LOTUS, 0, 0, 0, 2, 0, 6, 4),
            new Sign(Kind.LOTUS, 0, 0, 0, 26, 0), new Sign(Kind.LOTUS, 0, 0, 0, 2, 0, 1, 0x10));

    private Signatures() {}

    static Optional<Kind> of(Sample sample) {
        return tar(sample)
                .or(() -> SIGNS.stream().filter(sign -> sample.has(sign.at(), sign.bytes())).map(Sign::kind).findFirst())
                .or(() -> iso(sample))
                .or(() -> riff(sample))
                .or(() -> table(sample))
                .or(() -> built(sample));
    }

    /** Stands also in what else reads as text, so this one is asked first of all. */
    static Optional<Kind> tar(Sample sample) {
        return sample.has(TAR_MAGIC, "ustar") ? Optional.of(Kind.TAR) : Optional.empty();
    }

    private static Optional<Kind> iso(Sample sample) {
        if (sample.size() < 12) {
            return Optional.empty();
        }
        var atom = new String(sample.head(), 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
        var brand = new String(sample.head(), 8, 4, java.nio.charset.StandardCharsets.ISO_8859_1);
        return !atom.equals("ftyp") ? Optional.of(Kind.QUICKTIME).filter(film -> ATOMS.contains(atom))
                : Optional.of(HEIC.contains(brand) ? Kind.HEIC : AVIF.contains(brand) ? Kind.AVIF : SOUND.contains(brand) ? Kind.M4A
                        : brand.equals("qt  ") ? Kind.QUICKTIME : brand.equals("crx ") ? Kind.PICTURE_OTHER : Kind.MP4);
    }

    private static Optional<Kind> riff(Sample sample) {
        return !sample.has(0, "RIFF") && !sample.has(0, "RF64") ? Optional.empty()
                : Optional.of(sample.has(8, "WEBP") ? Kind.WEBP : sample.has(8, "WAVE") ? Kind.WAV : Kind.MEDIA_OTHER);
    }

    /** Excel up to 4, whose file is one sheet; later ones without the container that they should be in. */
    private static Optional<Kind> table(Sample sample) {
        var begins = sample.at(0) == 9 && sample.at(3) == 0;
        if (begins && sample.at(1) == 8) {
            return Optional.of(sample.at(5) == 5 || sample.at(5) == 6 ? Kind.EXCEL_STREAM : Kind.EXCEL_BEFORE_97);
        }
        var second = sample.at(1) == 0 && sample.at(2) == 4;
        var third = (sample.at(1) == 2 || sample.at(1) == 4) && sample.at(2) == 6;
        return begins && (second || third) ? Optional.of(Kind.EXCEL_BEFORE_97) : Optional.empty();
    }

    /** Those without a sign, told by numbers that fit one another. */
    private static Optional<Kind> built(Sample sample) {
        if (sample.has(0, "BM") && Set.of(12L, 40L, 52L, 56L, 64L, 108L, 124L).contains(sample.le32(14))) {
            return Optional.of(Kind.BMP);
        }
        var version = sample.at(0) & 0x7f;
        if ((version == 3 || version == 4 || version == 0x0b || version == 0x30 || version == 0x31 || version == 0x32 || version == 0x43)
                && sample.at(2) >= 1 && sample.at(2) <= 12 && sample.at(3) >= 1 && sample.at(3) <= 31 && sample.le16(8) > 64 && sample.le16(10) > 1) {
            return Optional.of(Kind.DBASE);
        }
        if (isLzma(sample) && sample.at(0) == 0x5d) {
            return Optional.of(Kind.LZMA);
        }
        var signed = sample.at(0) == 0x30 && sample.find("*\u0086H\u0086\u00f7\r\u0001\u0007\u0002", 0, 40) > 0;
        return signed ? Optional.of(Kind.SIGNED) : Optional.empty();
    }

    /** The format has no sign: properties, a size of the dictionary, a length that is unknown or possible, and a first byte that is always zero. */
    static boolean isLzma(Sample sample) {
        var unknown = sample.has(5, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
        var dictionary = sample.le32(1);
        var highest = Long.highestOneBit(dictionary);
        var usual = dictionary == highest || dictionary == highest + (highest >> 1) || dictionary == 0xffffffffL;
        return sample.size() >= 13 && sample.at(0) < 225 && dictionary >= 4096 && usual
                && (unknown || sample.at(10) == 0 && sample.at(11) == 0 && sample.at(12) == 0) && (sample.size() < 14 || sample.at(13) == 0);
    }

    /** Has no sign either, but a sum over its first two bytes. */
    static boolean isZlib(Sample sample) {
        return (sample.at(0) & 0x8f) == 8 && (sample.at(0) << 8 | sample.at(1)) % 31 == 0 && (sample.at(1) & 0x20) == 0;
    }
}
