package nl.rijkscloud.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The traits of a zip, from the entries of its central directory (APPNOTE 4.3.12), and of zips that lie in it
 * unpacked. Positions of entries need not be known: the signature and a sound entry behind it tell.
 */
final class ZipTraits implements TraitReader.Format {
    private static final int CENTRAL = 46;
    private static final int LONGEST_NAME = 1024;
    /** Bits 0 and 6: encrypted, strongly encrypted; bit 13: the directory itself is. */
    private static final int PASSWORD = 1 | 1 << 6 | 1 << 13;
    private static final Pattern ARCHIVE = Pattern.compile(
            ".*\\.(?:zip|7z|rar|t?gz|bz2|t?xz|zst|cab|iso|arj|lzh|jar|do[ct][xm]|xl[st][xm]|pp[ts][xm]|od[tsp])");
    private static final int MOST_ENTRIES = 2_000;

    private boolean encrypted;
    private boolean macros;
    private boolean nested;
    private int entries;
    private long unpacked;

    @Override
    public void look(DocumentSample window, int at, long position) {
        if (window.at(at) != 'P' || window.at(at + 1) != 'K') {
            return;
        }
        if (window.has(at, 'P', 'K', 3, 4)) {
            encrypted |= position == 0 && (window.le16(at + 6) & PASSWORD) != 0;
        } else if (window.has(at, 'P', 'K', 1, 2) && isSound(window, at)) {
            entry(window, at);
        }
    }

    private static boolean isSound(DocumentSample window, int at) {
        var length = window.le16(at + 28);
        return length > 0 && length <= LONGEST_NAME && window.le16(at + 10) < 100 && window.at(at + 6) < 100;
    }

    private void entry(DocumentSample window, int at) {
        var from = Math.min(at + CENTRAL, window.size());
        var name = new String(window.head(), from, Math.min(window.le16(at + 28), window.size() - from), ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        encrypted |= (window.le16(at + 8) & PASSWORD) != 0;
        macros |= name.endsWith("vbaproject.bin") || name.contains("/macrosheets/");
        nested |= ARCHIVE.matcher(name).matches();
        entries++;
        unpacked += window.le32(at + 24);
    }

    @Override
    public ContentTraits traits() {
        return new ContentTraits(encrypted, macros);
    }

    @Override
    public boolean mayBeLarger(long size) {
        return nested || entries == 0 || entries > MOST_ENTRIES || unpacked > size;
    }
}
