package nl.rijkscloud.content;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows programs, and other things that act when they are opened, by the headers that their systems demand. */
final class ProgramDetector {
    private static final int ISO_DESCRIPTOR = 0x8001;

    private ProgramDetector() {}

    /** Expects no text: some programs begin with bytes that could be letters. */
    static Optional<ContentKind> of(DocumentSample sample) {
        return Optional.ofNullable(kind(sample));
    }

    private static @Nullable ContentKind kind(DocumentSample sample) {
        if (sample.has(0, "MZ") || sample.has(0, "ZM")) {
            return ContentKind.WINDOWS_PROGRAM; // before PE came, DOS knew no more than this
        }
        if (sample.has(0, 0x7f, 'E', 'L', 'F')) {
            return ContentKind.LINUX_PROGRAM;
        }
        if (sample.has(0, 0xca, 0xfe, 0xba, 0xbe) || sample.has(0, 0xca, 0xfe, 0xd0, 0x0d)) {
            return sample.at(4) == 0 && sample.at(5) == 0 && sample.at(6) == 0 && sample.at(7) < 0x20
                    ? ContentKind.MAC_PROGRAM : ContentKind.JAVA_PROGRAM;
        }
        if (isMachO(sample)) {
            return ContentKind.MAC_PROGRAM;
        }
        if (sample.has(0, 0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0)) {
            return ContentKind.SHORTCUT;
        }
        if (sample.has(0, "ITSF")) {
            return ContentKind.HELP_FILE;
        }
        if (sample.has(0, 0x3f, 0x5f, 3, 0)) {
            return ContentKind.HELP_FILE; // the help of Windows before CHM, which has macros
        }
        if (sample.has(0, 0xe4, 0x52, 0x5c, 0x7b, 0x8c, 0xd8, 0xa7, 0x4d)
                || sample.has(0, 0xa1, 0x2f, 0xff, 0x43, 0xd9, 0xef, 0x76, 0x4c)) {
            return ContentKind.ONENOTE;
        }
        if (isDisk(sample)) {
            return ContentKind.DISK_IMAGE;
        }
        if (sample.has(1, "WS") && (sample.at(0) == 'F' || sample.at(0) == 'C' || sample.at(0) == 'Z')
                && sample.at(3) < 0x40) {
            return ContentKind.FLASH;
        }
        return isOther(sample) ? ContentKind.OTHER_PROGRAM : null;
    }

    private static boolean isMachO(DocumentSample sample) {
        return sample.has(0, 0xfe, 0xed, 0xfa, 0xce) || sample.has(0, 0xfe, 0xed, 0xfa, 0xcf)
                || sample.has(0, 0xce, 0xfa, 0xed, 0xfe) || sample.has(0, 0xcf, 0xfa, 0xed, 0xfe)
                || sample.has(0, 0xca, 0xfe, 0xba, 0xbf);
    }

    /** Windows or a Mac opens it as a drive: its content then has no mark of where it came from. */
    private static boolean isDisk(DocumentSample sample) {
        return sample.has(ISO_DESCRIPTOR, "CD001") || sample.has(ISO_DESCRIPTOR, "BEA01")
                || sample.has(ISO_DESCRIPTOR, "NSR0")
                || sample.has(0, "conectix") || sample.has(0, "vhdxfile") || sample.has(0, "KDMV")
                || sample.has(0, "COWD")
                || sample.has(0, 'Q', 'F', 'I', 0xfb) || sample.has(0, "MSWIM") || sample.has(0, "<<< Oracle VM")
                || sample.has(0, "EFI PART")
                || endsIn(sample, 512, "conectix") || endsIn(sample, 511, "conectix") || endsIn(sample, 512, "koly");
    }

    /**
     * True if the signature is this far before the end: virtual drives of fixed size and of a Mac have it in the last
     * block only.
     */
    private static boolean endsIn(DocumentSample sample, int before, String letters) {
        var last = DocumentSample.of(sample.tail().length > 0 ? sample.tail() : sample.length() == sample.size()
                ? sample.head() : new byte[0]);
        return last.has(last.size() - before, letters);
    }

    private static boolean isOther(DocumentSample sample) {
        return sample.has(0, "dex\n0") || sample.has(0, 0, 'a', 's', 'm') || sample.has(0, 0xed, 0xab, 0xee, 0xdb)
                || sample.has(0, "!<arch>\n") || sample.has(0, "xar!") || sample.has(0, "Cr24")
                || sample.has(0, 0x1b, 'L', 'u', 'a')
                || (sample.has(0, "#!") && !sample.has(0, "#!AMR")) || sample.has(0, "JOY!peff");
    }
}
