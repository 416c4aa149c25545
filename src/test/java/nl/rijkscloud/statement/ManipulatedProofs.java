package nl.rijkscloud.statement;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One good proof that a statement is in the head of a day, and every way in which somebody might change one. */
public final class ManipulatedProofs {
    public static final String DAY = "2026-11-30";

    private static final int INDEX = 2;

    private final List<byte[]> entries;
    private final SigningKey key;

    public ManipulatedProofs(Manipulated statements) {
        this.key = statements.ring.signing();
        var others = IntStream.range(0, 6).mapToObj(one -> Inclusion.entry("other " + one)).toList();
        entries = Stream.of(others.subList(0, INDEX), List.of(Inclusion.entry(statements.good())),
                others.subList(INDEX, 6)).flatMap(List::stream).toList();
    }

    public String good() {
        return proof(INDEX, head(key, content -> {}));
    }

    /** By a description of what was done. */
    public Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        all.put("another place", changed(json -> json.put("index", 1)));
        all.put("a place below zero", changed(json -> json.put("index", -1)));
        all.put("a place beyond the end", changed(json -> json.put("index", 7)));
        all.put("a place that is no number", changed(json -> json.put("index", "2")));
        all.put("another size", changed(json -> json.put("size", 8)));
        all.put("a step less", changed(json -> json.getJsonArray("path").remove(2)));
        all.put("a step more", changed(json -> json.getJsonArray("path").add("00".repeat(32))));
        all.put("steps in another order", changed(json -> json.put("path", new JsonArray(List.of(
                step(json, 1), step(json, 0), step(json, 2))))));
        all.put("one bit of a step", changed(json -> json.getJsonArray("path").set(0, flipped(step(json, 0)))));
        all.put("a short step", changed(json -> json.getJsonArray("path").set(0, "00")));
        all.put("no path", changed(json -> json.remove("path")));
        all.put("the proof of another statement", proof(3, head(key, content -> {})));
        all.put("the head of another tree", proof(INDEX, head(key, content -> content.put("root", "00".repeat(32)))));
        all.put("a head that counts fewer", proof(INDEX, head(key, content -> content.put("count", 6))));
        all.put("a head without a day", proof(INDEX, head(key, content -> content.remove("day"))));
        all.put("a head without a root", proof(INDEX, head(key, content -> content.remove("root"))));
        all.put("a statement of another kind", proof(INDEX, head(key, content -> content.put("kind", "received"))));
        all.put("a head of the day before the statement",
                proof(INDEX, head(key, content -> content.put("day", "2026-11-29"))));
        all.put("a head of a day that is none", proof(INDEX, head(key, content -> content.put("day", "2026-11"))));
        all.put("a head by an unknown key", proof(INDEX, head(
                KeyRing.Private.begin(Manipulated.NOW).signing(), content -> {})));
        all.put("a head that was changed", changed(json -> json.put("head", json.getString("head").replace('a', 'b'))));
        all.put("a node in the place of a leaf", inner());
        all.put("no head", changed(json -> json.remove("head")));
        all.put("no JSON", "dagstaat");
        all.put("nothing", "");
        return all;
    }

    /** Claims a tree of two, whose second entry is the statement and whose root is that of the leaves themselves. */
    private String inner() {
        var root = PartDigest.sha256().digest(concat(entries.getFirst(), entries.get(INDEX)));
        return new JsonObject().put("index", 1).put("size", 2)
                .put("path", new JsonArray().add(HexFormat.of().formatHex(entries.getFirst())))
                .put("head", head(key, content -> content.put("count", 2)
                        .put("root", HexFormat.of().formatHex(root)))).encode();
    }

    private String changed(Consumer<JsonObject> change) {
        var json = new JsonObject(good());
        change.accept(json);
        return json.encode();
    }

    private String proof(int index, String head) {
        return new Inclusion(index, entries.size(), MerkleTree.path(entries, index), head).toJson().encode();
    }

    private String head(SigningKey signing, Consumer<JsonObject> change) {
        var at = Manipulated.NOW.plus(Duration.ofHours(20));
        var content = new JsonObject().put("version", 1).put("kind", "day-head").put("at", at.toString())
                .put("day", DAY).put("count", entries.size())
                .put("root", HexFormat.of().formatHex(MerkleTree.root(entries)));
        change.accept(content);
        return Jws.sign(signing, content.toBuffer().getBytes());
    }

    private static String step(JsonObject json, int index) {
        return json.getJsonArray("path").getString(index);
    }

    private static String flipped(String step) {
        return (step.charAt(0) == '0' ? '1' : '0') + step.substring(1);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
