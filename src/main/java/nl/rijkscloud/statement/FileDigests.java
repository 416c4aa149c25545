package nl.rijkscloud.statement;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Size and digests of a file that somebody compares with a statement.
 *
 * @param sha256 and {@code parts}: in hexadecimal
 */
public record FileDigests(long size, String sha256, String parts) {
    private static final int BLOCK = 1 << 16;

    /** A file compared with the documents of a statement. */
    public enum Match {
        /** The file is one of the documents, byte for byte. */
        SAME,
        /** The file is none of the documents. */
        OTHER,
        /** A document of that size was not read yet when the statement was made, so nothing is known of its content. */
        UNKNOWN
    }

    /** @param names of the documents that have this content, or this size if the content is not known */
    public record Comparison(Match match, List<String> names) {}

    /** Reads the stream to its end, with the JDK's own SHA-256. */
    public static FileDigests read(InputStream in) throws IOException {
        var sha256 = PartDigest.sha256();
        var parts = PartDigest.portable();
        var block = new byte[BLOCK];
        var size = 0L;
        for (var count = in.read(block); count >= 0; count = in.read(block)) {
            sha256.update(block, 0, count);
            parts.add(ByteBuffer.wrap(block, 0, count));
            size += count;
        }
        return new FileDigests(size, HexFormat.of().formatHex(sha256.digest()), HexFormat.of().formatHex(parts.end()));
    }

    /** @param statement the content of a good statement */
    public Comparison compare(JsonObject statement) {
        var all = statement.getJsonArray("documents", new JsonArray()).stream().map(JsonObject.class::cast).toList();
        var same = all.stream().filter(this::isSame).map(FileDigests::name).toList();
        if (!same.isEmpty()) {
            return new Comparison(Match.SAME, same);
        }
        var unknown = all.stream().filter(one -> isSize(one) && digest(one, "sha256").isEmpty())
                .map(FileDigests::name).toList();
        return new Comparison(unknown.isEmpty() ? Match.OTHER : Match.UNKNOWN, unknown);
    }

    private boolean isSame(JsonObject document) {
        return isSize(document) && digest(document, "sha256").filter(sha256::equals).isPresent()
                && digest(document, "parts").filter(other -> !parts.equals(other)).isEmpty();
    }

    private boolean isSize(JsonObject document) {
        return Long.valueOf(size).equals(document.getLong("size"));
    }

    private static Optional<String> digest(JsonObject document, String name) {
        return Optional.ofNullable(document.getString(name));
    }

    private static String name(JsonObject document) {
        return document.getString("name");
    }
}
