package nl.rijkscloud.statement;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The public keys of a portal, newest first, as a JWK Set (RFC 7517). Each has besides {@code from} and {@code until}.
 * Old keys stay for ever: they check old statements.
 */
public record KeyRing(List<PublicKey> keys) {
    /** A portal that signs nothing. */
    static final KeyRing EMPTY = new KeyRing(List.of());

    /**
     * The ring with the key that signs now.
     *
     * @param signing the first key of the ring
     */
    record Private(SigningKey signing, List<PublicKey> old) {
        /** How long a server may go on under the key before, until it has read the file again. */
        private static final Duration OVERLAP = Duration.ofDays(1);
        /** The clock of the machine that makes a key may be that much ahead of the database's. */
        private static final Duration CLOCKS = Duration.ofMinutes(5);

        static Private begin(Instant now) {
            return new Private(SigningKey.random(now.minus(CLOCKS)), List.of());
        }

        /** Makes a new key; the secret of the one before is in no file after that. */
        Private rotate(Instant now) {
            return new Private(SigningKey.random(now.minus(CLOCKS)),
                    Stream.concat(Stream.of(signing.shown().endingAt(now.plus(OVERLAP))), old.stream()).toList());
        }

        KeyRing shown() {
            return new KeyRing(Stream.concat(Stream.of(signing.shown()), old.stream()).toList());
        }

        String text() {
            return json(Stream.concat(Stream.of(signing.toJson()), old.stream().map(PublicKey::toJson)))
                    .encodePrettily() + "\n";
        }

        /** Throws {@code IllegalArgumentException} for a text of another form. */
        static Private of(String text) {
            var keys = objects(text);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("there is no key in it");
            }
            return new Private(SigningKey.of(keys.getFirst()),
                    keys.stream().skip(1).map(PublicKey::of).toList());
        }
    }

    /** Reads the keys that a portal publishes. Throws {@code IllegalArgumentException} for a text of another form. */
    public static KeyRing of(String text) {
        return new KeyRing(objects(text).stream().map(PublicKey::of).toList());
    }

    Optional<PublicKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** As it is published. */
    public String text() {
        return json(keys.stream().map(PublicKey::toJson)).encodePrettily() + "\n";
    }

    private static JsonObject json(Stream<JsonObject> keys) {
        return new JsonObject().put("keys", new JsonArray(keys.toList()));
    }

    private static List<JsonObject> objects(String text) {
        try {
            return new JsonObject(text).getJsonArray("keys").stream().map(JsonObject.class::cast).toList();
        } catch (DecodeException | ClassCastException | NullPointerException wrong) {
            throw new IllegalArgumentException("it is no JWK Set");
        }
    }
}
