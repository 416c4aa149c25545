package nl.rijkscloud.statement;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.kernel.OfficeTime;

/**
 * The proof that a statement is in the signed head of a day: its place in the tree, and the hashes that lead to the
 * root. It needs no trust in who hands it over.
 *
 * @param path in the order of {@link MerkleTree#path}
 * @param head the day head, a signed statement
 */
public record Inclusion(long index, long size, List<byte[]> path, String head) {
    private static final HexFormat HEX = HexFormat.of();
    /** Bytes of a hash; a longer path belongs to a tree that cannot exist. */
    private static final int HASH = 32;
    private static final int MOST_STEPS = 63;

    /** The entry of a statement in the tree of its day. */
    static byte[] entry(String statement) {
        return PartDigest.sha256().digest(statement.strip().getBytes(StandardCharsets.US_ASCII));
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("index", index)
                .put("size", size)
                .put("path", new JsonArray(path.stream().map(HEX::formatHex).toList()))
                .put("head", head);
    }

    /** Reads a proof. Empty for anything that {@link #toJson} cannot have made. */
    public static Optional<Inclusion> parse(String text) {
        try {
            var json = new JsonObject(text);
            var path = json.getJsonArray("path").stream().map(String.class::cast).map(HEX::parseHex).toList();
            return path.size() > MOST_STEPS || path.stream().anyMatch(hash -> hash.length != HASH)
                    ? Optional.empty()
                    : Optional.of(new Inclusion(
                            json.getLong("index"), json.getLong("size"), path, json.getString("head").strip()));
        } catch (DecodeException | ClassCastException | NullPointerException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /**
     * The day whose head holds the statement. Empty if the head is invalid, of another tree, or of a day before the
     * statement's.
     */
    public Optional<LocalDate> day(String statement, KeyRing keys) {
        var checked = SignedStatement.check(head, keys).content();
        var said = SignedStatement.check(statement, keys).content();
        if (checked.isEmpty() || said.isEmpty()) {
            return Optional.empty();
        }
        try {
            var content = checked.get();
            var day = LocalDate.parse(content.getString("day"));
            var leads = StatementKind.DAY_HEAD.word().equals(content.getString("kind"))
                    && content.getLong("count") == size
                    && !OfficeTime.day(Instant.parse(said.get().getString("at"))).isAfter(day)
                    && MerkleTree.leads(entry(statement), index, size, path, HEX.parseHex(content.getString("root")));
            return leads ? Optional.of(day) : Optional.empty();
        } catch (ClassCastException | NullPointerException | IllegalArgumentException
                | DateTimeParseException notOurs) {
            return Optional.empty();
        }
    }
}
