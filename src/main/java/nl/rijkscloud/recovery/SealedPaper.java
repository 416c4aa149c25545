package nl.rijkscloud.recovery;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import nl.rijkscloud.kernel.Base64Url;

/**
 * A file between server and custodians: a word that says what it is, a readable part and a seal over it, joined by
 * dots. The bytes of the readable part are what was sealed; nothing is ever written anew.
 */
record SealedPaper(byte[] content, byte[] seal) {
    static final String EXPORT = "rijkscloud-recovery-export-1";
    static final String IMPORT = "rijkscloud-recovery-import-1";

    private static final int PARTS = 3;

    String text(String word) {
        return word + "." + Base64Url.text(content) + "." + Base64Url.text(seal) + "\n";
    }

    /** Empty for anything but one file of this kind, also with the same bytes in another form. */
    static Optional<SealedPaper> parse(String word, String text) {
        var parts = text.strip().split("\\.", -1);
        if (parts.length != PARTS || !parts[0].equals(word)) {
            return Optional.empty();
        }
        return Base64Url.exactly(parts[1]).flatMap(content -> Base64Url.exactly(parts[2])
                .map(seal -> new SealedPaper(content, seal)));
    }

    /** Throws {@code IllegalArgumentException} if it is no object. */
    JsonObject json() {
        try {
            return new JsonObject(Buffer.buffer(content));
        } catch (DecodeException | ClassCastException wrong) {
            throw new IllegalArgumentException("the file is damaged");
        }
    }

    @Override
    public String toString() {
        return "SealedPaper";
    }
}
