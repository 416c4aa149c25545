package nl.rijkscloud.statement;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** One good statement, and every way in which somebody might change one. Java and browser have to refuse the same. */
public final class Manipulated {
    /** The order of Ed25519's group (RFC 8032 section 5.1). */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    public static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    final KeyRing.Private ring = KeyRing.Private.begin(NOW.minus(Duration.ofDays(1)));
    private final SigningKey signing = ring.signing();
    private final String good;

    public Manipulated() {
        good = sign(signing, NOW);
    }

    public String good() {
        return good;
    }

    public String keys() {
        return ring.shown().text();
    }

    /** By a description of what was done. */
    public Map<String, String> all() {
        var parts = good.split("\\.");
        var other = KeyRing.Private.begin(NOW).signing();
        var changed = new LinkedHashMap<String, String>();
        changed.put("another name in the payload",
                parts[0] + "." + text(decode(parts[1]).replace("Anna", "Anne")) + "." + parts[2]);
        changed.put("one bit of the signature", parts[0] + "." + parts[1] + "." + flipped(parts[2]));
        changed.put("no algorithm", join(header("none", id(signing)), parts[1], ""));
        changed.put("algorithm none with the signature", join(header("none", id(signing)), parts[1], parts[2]));
        changed.put("another algorithm", join(header("HS256", id(signing)), parts[1], parts[2]));
        changed.put("an unknown key", sign(other, NOW));
        changed.put("another key under our key's name",
                signed(other, header("Ed25519", id(signing)), parts[1]));
        changed.put("a key of its own in the header", signed(signing, new JsonObject(header("Ed25519", id(signing)))
                .put("jwk", other.shown().toJson()).encode(), parts[1]));
        changed.put("a critical header", signed(signing, new JsonObject(header("Ed25519", id(signing)))
                .put("crit", "b64").encode(), parts[1]));
        changed.put("the signature of another statement",
                parts[0] + "." + parts[1] + "." + sign(signing, NOW.plusSeconds(1)).split("\\.")[2]);
        changed.put("a fourth part", good + ".e30");
        changed.put("padding", good + "==");
        changed.put("a space inside", parts[0] + "." + parts[1] + " ." + parts[2]);
        changed.put("another encoding of the same signature", loose(good));
        changed.put("a signature that is too large by the order of the group",
                parts[0] + "." + parts[1] + "." + malleable(parts[2]));
        changed.put("a cut signature", good.substring(0, good.length() - 8));
        changed.put("no payload", parts[0] + ".." + parts[2]);
        changed.put("a time before the key", sign(signing, NOW.minus(Duration.ofDays(30))));
        changed.put("a payload that is no JSON", signed(signing, header("Ed25519", id(signing)), text("niets")));
        changed.put("a payload without a time", signed(signing, header("Ed25519", id(signing)), text("{\"a\":1}")));
        changed.put("nothing", "");
        return changed;
    }

    /** A good statement about two documents: the content of the second is not known. */
    public String about(String name, byte[] content, String unread, long size) throws IOException {
        var digests = FileDigests.read(new ByteArrayInputStream(content));
        return Jws.sign(signing, content(NOW).put("partSize", PartDigest.PART).put("documents", new JsonArray()
                .add(new JsonObject().put("name", name).put("size", content.length).put("state", "accepted")
                        .put("sha256", digests.sha256()).put("parts", digests.parts()))
                .add(new JsonObject().put("name", unread).put("size", size).put("state", "checking")))
                .toBuffer().getBytes());
    }

    static String sign(SigningKey key, Instant at) {
        return Jws.sign(key, content(at).toBuffer().getBytes());
    }

    private static JsonObject content(Instant at) {
        return new JsonObject()
                .put("version", 1).put("kind", "received").put("id", "2c9f0d5e-5a3f-4b8e-9d53-0a1b2c3d4e5f")
                .put("portal", "https://igj.example").put("organisation", "Inspectie")
                .put("transfer", "0b9f6c9e-0f0c-4f57-9b0e-6c2d2a9c7a11").put("number", "K7QM-3XRX")
                .put("at", at.toString())
                .put("sender", new JsonObject().put("name", "Anna de Vries").put("email", "anna@voorbeeld.nl"));
    }

    private static String id(SigningKey key) {
        return key.shown().id();
    }

    private static String header(String algorithm, String key) {
        return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + key + "\",\"typ\":\"rijkscloud-statement\"}";
    }

    private static String join(String header, String payload, String signature) {
        return text(header) + "." + payload + "." + signature;
    }

    private static String signed(SigningKey key, String header, String payload) {
        var bytes = (text(header) + "." + payload).getBytes(StandardCharsets.US_ASCII);
        return text(header) + "." + payload + "." + text(key.sign(bytes));
    }

    private static String flipped(String signature) {
        var bytes = Base64.getUrlDecoder().decode(signature);
        bytes[10] ^= 1;
        return text(bytes);
    }

    /** The last character of 64 bytes has four bits that mean nothing. */
    private static String loose(String statement) {
        var last = statement.charAt(statement.length() - 1);
        return statement.substring(0, statement.length() - 1) + (last == 'A' ? 'B' : last == 'Q' ? 'R'
                : last == 'g' ? 'h' : 'x');
    }

    private static String malleable(String signature) {
        var bytes = Base64.getUrlDecoder().decode(signature);
        var scalar = new BigInteger(1, reversed(Arrays.copyOfRange(bytes, 32, 64))).add(ORDER).toByteArray();
        var wide = new byte[32];
        System.arraycopy(scalar, Math.max(0, scalar.length - 32), wide, Math.max(0, 32 - scalar.length),
                Math.min(32, scalar.length));
        System.arraycopy(reversed(wide), 0, bytes, 32, 32);
        return text(bytes);
    }

    private static byte[] reversed(byte[] bytes) {
        var out = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            out[i] = bytes[bytes.length - 1 - i];
        }
        return out;
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String text(String part) {
        return text(part.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
