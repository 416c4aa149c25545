package nl.rijkscloud.content;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Detects passwords and macros in the passing bytes of a document, for its recipient. It knows archives, Office and
 * PDF, and needs one window of memory for any length. One thread at a time.
 */
public final class TraitReader {
    /** No sign that is looked for is longer. */
    private static final int LONGEST = 512;
    private static final int WINDOW = 1 << 16;

    /** Knows one format. */
    interface Format {
        /** Looks at one position of the document, with at least {@link #LONGEST} bytes behind it unless it ends. */
        void look(DocumentSample window, int at, long position);

        ContentTraits traits();

        /** True unless everything in it is surely no larger than this many bytes when it is unpacked. */
        default boolean mayBeLarger(long size) {
            return false;
        }

        /** True if it may hide a password from us. */
        default boolean mayBeEncrypted() {
            return traits().encrypted();
        }
    }

    private static final Format OTHER = new Format() {
        @Override
        public void look(DocumentSample window, int at, long position) {}

        @Override
        public ContentTraits traits() {
            return ContentTraits.NONE;
        }
    };

    /**
     * Tells if a PDF has an entry "Encrypt" in a trailer (ISO 32000-1, 7.6). That is also there when opening needs no
     * password and only printing does.
     */
    private static final class PdfTraits implements Format {
        private static final String KEY = "/Encrypt";
        /** The longer key EncryptMetadata is no sign; only a reference or a dictionary can follow the short one. */
        private static final String BEFORE_A_VALUE = " \t\r\n\f<";

        private boolean encrypted;

        @Override
        public void look(DocumentSample window, int at, long position) {
            if (!encrypted && window.at(at) == '/' && window.has(at, KEY)) {
                var next = window.at(at + KEY.length());
                encrypted = next > 0 && BEFORE_A_VALUE.indexOf(next) >= 0;
            }
        }

        @Override
        public ContentTraits traits() {
            return new ContentTraits(encrypted, false);
        }
    }

    private final byte[] window = new byte[LONGEST + WINDOW];
    private Format format = OTHER;
    private long start;
    private int filled;

    /** Takes the next bytes of the document. */
    public void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            var count = Math.min(bytes.remaining(), window.length - filled);
            bytes.get(window, filled, count);
            filled += count;
            if (filled == window.length) {
                look(filled - LONGEST);
            }
        }
    }

    /** Call it after the last byte. */
    public void finish() {
        look(filled);
    }

    /** Looks at the positions before an end, and keeps the bytes from there on. */
    private void look(int end) {
        var sample = DocumentSample.of(filled == window.length ? window : Arrays.copyOf(window, filled));
        if (start == 0) {
            format = format(sample);
        }
        if (format != OTHER) {
            for (var at = 0; at < end; at++) {
                format.look(sample, at, start + at);
            }
        }
        System.arraycopy(window, end, window, 0, filled - end);
        start += end;
        filled -= end;
    }

    private static Format format(DocumentSample head) {
        if (ZipKinds.of(head).isPresent()) {
            return new ZipTraits();
        }
        if (CompoundFile.is(head)) {
            return new CompoundTraits();
        }
        return head.find("%PDF-", 0, 1024) >= 0
                ? new PdfTraits()
                : PackedTraits.of(head).orElse(OTHER);
    }

    public ContentTraits traits() {
        return format.traits();
    }

    /** True unless everything in the document is surely no larger than this many bytes when it is unpacked. */
    public boolean mayBeLarger(long size) {
        return format.mayBeLarger(size);
    }

    /** True if the document may be encrypted, also where only a scanner could tell. */
    public boolean mayBeEncrypted() {
        return format.mayBeEncrypted();
    }
}
