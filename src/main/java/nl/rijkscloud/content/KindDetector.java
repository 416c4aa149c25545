package nl.rijkscloud.content;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Detects the kind of a document. Text is tried before signatures of letters, since a text may begin with "MZ" or "P1".
 * The name counts where a format has no signature, and where the program for that extension accepts a signature further
 * inside.
 */
final class KindDetector {
    private static final Set<String> TABLES = Set.of("xls", "xlsx", "xlsm", "ods");
    /** As far as programs look for the beginning of a PDF, or of PostScript. */
    private static final int PDF_WITHIN = 1024;
    private static final Pattern RUNS = Pattern.compile("(?i)<script|<hta:|<\\?php");
    private static final int OWNER_WORD = 162;
    private static final int OWNER_EXCEL = 165;

    private KindDetector() {}

    static ContentKind of(String extension, DocumentSample sample) {
        if (sample.length() == 0) {
            return ContentKind.EMPTY;
        }
        if (isLockFile(sample)) {
            return ContentKind.LOCK_FILE;
        }
        var writing = DecodedText.of(sample);
        if (extension.equals("pdf") && isPdf(sample)) {
            return ContentKind.PDF;
        }
        if (extension.equals("eps") && isPostscript(sample)) {
            return ContentKind.POSTSCRIPT;
        }
        if (CompoundFile.is(sample)) {
            return CompoundFile.kind(sample);
        }
        if (writing.isPresent() && BinarySignatures.tar(sample).isPresent()) {
            return ContentKind.TAR;
        }
        var binary = binary(extension, sample);
        if (binary.filter(kind -> kind.extensions().contains(extension)).isPresent()) {
            return binary.get(); // a few bytes of an archive may all be letters, and its name says that it is one
        }
        // Zeros behind a few letters are how a program or an archive begins as well, so those go first.
        return writing.filter(text -> !text.padded() || binary.isEmpty())
                .map(text -> extension.equals("txt") ? underText(text) : TextKinds.of(text, TABLES.contains(extension)))
                .or(() -> binary)
                .orElse(ContentKind.UNRECOGNISED);
    }

    private static Optional<ContentKind> binary(String extension, DocumentSample sample) {
        return ProgramDetector.of(sample)
                .or(() -> ZipKinds.of(sample))
                .or(() -> BinarySignatures.of(sample))
                .or(() -> extension.equals("lzma") && BinarySignatures.isLzma(sample) ? Optional.of(ContentKind.LZMA)
                        : Optional.empty())
                .or(() -> BinarySignatures.isZlib(sample) ? Optional.of(extension.equals("z") ? ContentKind.COMPRESS
                        : ContentKind.ARCHIVE_OTHER) : Optional.empty())
                .or(() -> behindBlanks(sample));
    }

    /** Shown as text under this name, and never run: pages, scripts and mails too. A PDF is not to be read as text. */
    private static ContentKind underText(DecodedText writing) {
        var kind = TextKinds.of(writing, false);
        return kind == ContentKind.PDF || kind == ContentKind.UTF32_TEXT ? kind : ContentKind.PLAIN_TEXT;
    }

    /**
     * Mail programs, printers and web servers leave something in front. Not what another program would run, unpack or
     * show.
     */
    private static boolean isPdf(DocumentSample sample) {
        for (var at = sample.find("%PDF-", 0, PDF_WITHIN); at >= 0; at = sample.find("%PDF-", at + 1, PDF_WITHIN)) {
            if (Character.isDigit(sample.at(at + 5)) && begins(sample, at) && isHarmless(sample, at)) {
                return true;
            }
        }
        return false;
    }

    /** On a line of its own, or after a character that is no letter: a sentence about PDF does not count. */
    private static boolean begins(DocumentSample sample, int at) {
        var before = at == 0 ? '\n' : sample.at(at - 1);
        var after = sample.at(at + 8);
        return before < 0x20 || before > 0x7e || after < 0x20;
    }

    private static boolean isHarmless(DocumentSample sample, int at) {
        if (at == 0) {
            return true;
        }
        var front = DocumentSample.of(java.util.Arrays.copyOf(sample.head(), at));
        var text = DecodedText.of(front);
        if (text.isPresent() && !text.get().padded()) {
            return !RUNS.matcher(text.get().text()).find();
        }
        return ProgramDetector.of(sample).isEmpty() && !sample.has(0, "PK") && !CompoundFile.is(sample)
                && BinarySignatures.of(sample).isEmpty();
    }

    /** After a mark of the encoding, blank lines, or what turns a printer to this language. */
    private static boolean isPostscript(DocumentSample sample) {
        for (var at = sample.find("%!", 0, PDF_WITHIN); at >= 0; at = sample.find("%!", at + 1, PDF_WITHIN)) {
            var front = DocumentSample.of(java.util.Arrays.copyOf(sample.head(), at));
            var before = at == 0 ? '\n' : sample.at(at - 1);
            if ((before <= 0x20 || before == 0xbf)
                    && (at < 8 || front.find("%-12345X", 0, at) >= 0 || front.find("@PJL", 0, at) >= 0
                    || new String(front.head(), java.nio.charset.StandardCharsets.ISO_8859_1).isBlank())
                    && ProgramDetector.of(sample).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** A photo to which somebody's server has put a blank line. */
    private static Optional<ContentKind> behindBlanks(DocumentSample sample) {
        var at = 0;
        while (at < 64 && (sample.at(at) == 0 || Character.isWhitespace(sample.at(at)))) {
            at++;
        }
        return at == 0 ? Optional.empty() : BinarySignatures.of(sample.from(at))
                .map(kind -> kind == ContentKind.JPEG ? ContentKind.JPEG_ODD : kind)
                .filter(kind -> kind.sort() == ContentKind.Sort.PICTURE);
    }

    /**
     * The name of the person who has the document open: its length, the letters, and after a fixed room the same again
     * in UTF-16.
     */
    private static boolean isLockFile(DocumentSample sample) {
        var length = sample.at(0);
        return (sample.length() == OWNER_WORD || sample.length() == OWNER_EXCEL) && length > 0 && length < 54
                && (sample.at(54) == length || sample.at(55) == length) && (sample.at(55) == 0 || sample.at(56) == 0);
    }
}
