package nl.rijkscloud.custodian;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.rijkscloud.transfer.Extension;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells whether a document is what its name says, from its first bytes alone. A type on the list stands for its kinds
 * too: {@code application/zip} covers the office formats in a zip, {@code text/plain} covers HTML, XML and scripts. The
 * last is on purpose: under the name {@code .txt} they are shown and not run, and most scripts cannot be told from text
 * anyway. Immutable, safe for use from any thread.
 */
final class ContentType {
    private final MimeTypes known = MimeTypes.getDefaultMimeTypes();
    private final Map<String, List<String>> allowed;

    /** @param allowed for each extension in lower case the media types that its content may have */
    ContentType(Map<String, List<String>> allowed) {
        this.allowed = allowed;
    }

    /** @param head the document's first bytes; a document without any is what every name says */
    boolean fits(String name, byte[] head) {
        var types = allowed.getOrDefault(Extension.of(name), List.of());
        return head.length == 0 || kinds(detect(head)).anyMatch(types::contains);
    }

    /** The name is kept from the detector: it is what is being checked. */
    private MediaType detect(byte[] head) {
        try {
            return known.detect(new ByteArrayInputStream(head), new Metadata());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The type and those it is a kind of. All are kinds of octet-stream: that one says only "not recognised". */
    private Stream<String> kinds(MediaType detected) {
        var registry = known.getMediaTypeRegistry();
        return MediaType.OCTET_STREAM.equals(detected)
                ? Stream.of(detected.toString())
                : Stream.iterate(detected, type -> !MediaType.OCTET_STREAM.equals(type), registry::getSupertype)
                        .map(MediaType::toString);
    }
}
