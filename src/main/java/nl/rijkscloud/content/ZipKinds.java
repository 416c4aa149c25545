package nl.rijkscloud.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Detects the kind of a zip by the names of its entries: from the front as far as we have it, and from the list at the
 * end.
 */
final class ZipKinds {
    private static final int LOCAL = 30;
    private static final int CENTRAL = 46;
    /** Zeros that some programs put in front, so that the content begins on a block of the disk. */
    private static final int PADDING = 4096;
    private static final int LONGEST_NAME = 1024;
    private static final int MOST_NAMES = 2000;
    private static final Set<Integer> METHODS =
            Set.of(0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 16, 18, 19, 20, 93, 94, 95, 96, 97, 98, 99);

    private ZipKinds() {}

    /** Empty when it is no zip. */
    static Optional<ContentKind> of(DocumentSample sample) {
        if (sample.has(0, 'P', 'K', 5, 6)) {
            return sample.length() >= 22 ? Optional.of(ContentKind.ZIP) : Optional.empty(); // one without entries
        }
        var start = start(sample);
        if (!isLocal(sample, start)) {
            return Optional.empty();
        }
        var names = new ArrayList<>(names(sample, start));
        names.addAll(listed(DocumentSample.of(sample.tail().length > 0 ? sample.tail() : sample.head())));
        return Optional.of(kind(names, content(sample, start)));
    }

    /** Behind the marker of a zip in several parts, or behind zeros. */
    private static int start(DocumentSample sample) {
        if (sample.has(0, 'P', 'K', 7, 8) || sample.has(0, "PK00")) {
            return 4;
        }
        var at = 0;
        while (at < PADDING && sample.at(at) == 0) {
            at++;
        }
        return at;
    }

    private static boolean isLocal(DocumentSample sample, int at) {
        var length = sample.le16(at + 26);
        return sample.has(at, 'P', 'K', 3, 4) && at + LOCAL < sample.size() && sample.at(at + 4) < 100
                && METHODS.contains(sample.le16(at + 8)) && length > 0 && length <= LONGEST_NAME
                && isName(sample, at + LOCAL, length);
    }

    private static boolean isName(DocumentSample sample, int from, int length) {
        for (var at = from; at < Math.min(from + length, sample.size()); at++) {
            if (sample.at(at) < 0x20) {
                return false;
            }
        }
        return true;
    }

    /** Goes from entry to entry; an entry whose length stands behind it ends where the next one begins. */
    private static List<String> names(DocumentSample sample, int start) {
        var names = new ArrayList<String>();
        var at = start;
        while (at >= 0 && names.size() < MOST_NAMES && isLocal(sample, at)) {
            names.add(name(sample, at + LOCAL, sample.le16(at + 26)));
            var content = at + LOCAL + sample.le16(at + 26) + sample.le16(at + 28);
            var length = sample.le32(at + 18);
            var known = (sample.at(at + 6) & 8) == 0 && length < Integer.MAX_VALUE && content + length < sample.size();
            at = known ? (int) (content + length) : next(sample, content);
        }
        return names;
    }

    private static int next(DocumentSample sample, int from) {
        for (var at = from; at + LOCAL < sample.size(); at++) {
            if (sample.at(at) == 'P' && isLocal(sample, at)) {
                return at;
            }
        }
        return -1;
    }

    private static List<String> listed(DocumentSample end) {
        var names = new ArrayList<String>();
        for (var at = 0; at + CENTRAL <= end.size() && names.size() < MOST_NAMES; at++) {
            var length = end.le16(at + 28);
            if (end.has(at, 'P', 'K', 1, 2) && length > 0 && length <= LONGEST_NAME
                    && at + CENTRAL + length <= end.size()
                    && isName(end, at + CENTRAL, length)) {
                names.add(name(end, at + CENTRAL, length));
                at += CENTRAL + length - 1;
            }
        }
        return names;
    }

    private static String name(DocumentSample sample, int from, int length) {
        return new String(sample.head(), Math.min(from, sample.size()),
                Math.max(0, Math.min(length, sample.size() - from)), ISO_8859_1);
    }

    /** Reads the entry "mimetype" in front; OpenDocument and signed containers store theirs there. */
    private static String content(DocumentSample sample, int start) {
        return name(sample, start + LOCAL, 8).equals("mimetype")
                ? name(sample, start + LOCAL + 8 + sample.le16(start + 28), 80) : "";
    }

    private static ContentKind kind(List<String> names, String said) {
        if (any(names, "AndroidManifest.xml", "classes.dex", "AppxManifest.xml", "AppxBlockMap.xml")
                || starts(names, "Payload/")) {
            return ContentKind.APP_PACKAGE;
        }
        if ((names.contains("META-INF/MANIFEST.MF") && !said.startsWith("application/")) || ends(names, ".class")) {
            return ContentKind.JAVA_ARCHIVE;
        }
        if (ends(names, "vbaProject.bin") || names.stream().anyMatch(name -> name.contains("/macrosheets/"))) {
            return ContentKind.OFFICE_MACROS;
        }
        if (said.startsWith("application/vnd.etsi.asic") || starts(names, "META-INF/ASiC")
                || starts(names, "META-INF/signatures")) {
            return ContentKind.SIGNED_CONTAINER;
        }
        if (said.startsWith("application/vnd.oasis") || said.startsWith("application/vnd.sun")
                || (any(names, "mimetype", "content.xml", "META-INF/manifest.xml")
                        && !said.startsWith("application/epub"))) {
            return ContentKind.OPEN_DOCUMENT;
        }
        if (names.stream().anyMatch(ZipKinds::isOfficeOpen)) {
            return ContentKind.OFFICE_OPEN;
        }
        return (starts(names, "Index/") && ends(names, ".iwa")) || any(names, "Index.zip", "index.apxl")
                ? ContentKind.IWORK : ContentKind.ZIP;
    }

    /** True also for a name that is cut off at the end of the sample. */
    private static boolean isOfficeOpen(String name) {
        return ("[Content_Types].xml".startsWith(name) && name.length() > 4) || name.startsWith("_rels/")
                || name.startsWith("word/")
                || name.startsWith("xl/") || name.startsWith("ppt/") || name.startsWith("docProps/");
    }

    private static boolean any(List<String> names, String... wanted) {
        return List.of(wanted).stream().anyMatch(names::contains);
    }

    private static boolean starts(List<String> names, String beginning) {
        return names.stream().anyMatch(name -> name.startsWith(beginning));
    }

    private static boolean ends(List<String> names, String end) {
        return names.stream().anyMatch(name -> name.endsWith(end));
    }
}
