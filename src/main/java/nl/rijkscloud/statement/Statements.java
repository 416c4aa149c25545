package nl.rijkscloud.statement;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.ManifestKey;
import nl.rijkscloud.vault.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Signs statements about transfers, keeps them sealed, and opens them with the transfer's manifest key. The portal
 * itself cannot read a statement again: the key is in the sender's report link.
 */
public final class Statements {
    /** The version of the payload's form; a reader refuses a higher one. */
    private static final int VERSION = 1;

    private static final String SEALED = "statement";

    /**
     * A statement that was signed now.
     *
     * @param hash SHA-256 of the text in hexadecimal, for the audit line
     */
    public record Issued(String hash, String text) {
        @Override
        public String toString() {
            return "Issued[" + hash + "]";
        }
    }

    /** A statement about an end, in the clear. */
    public record Plain(Cursor place, String text) {}

    private record Signed(UUID id, String text, byte[] bytes, byte[] hash) {
        static Signed of(SigningKey key, Function<UUID, byte[]> payload) {
            var id = UUID.randomUUID();
            var text = Jws.sign(key, payload.apply(id));
            var bytes = text.getBytes(StandardCharsets.US_ASCII);
            return new Signed(id, text, bytes, Sha256.of(bytes));
        }

        Issued issued() {
            return new Issued(HexFormat.of().formatHex(hash), text);
        }
    }

    private final StatementStore store = new StatementStore();
    private final SigningKeys keys;
    private final Aead aead;
    private final String portal;
    private final String organisation;

    /** @param portal its public address */
    Statements(SigningKeys keys, Aead aead, String portal, String organisation) {
        this.keys = keys;
        this.aead = aead;
        this.portal = portal;
        this.organisation = organisation;
    }

    /** False while the operator has configured no key: nothing is signed. */
    public boolean areOn() {
        return keys.signing().isPresent();
    }

    /**
     * Signs a statement and keeps it, in the caller's transaction. Call it before the audit line is written, which
     * holds the hash: signing must not lengthen the time for which the head of the log is locked.
     *
     * @param at the moment of the act
     * @param content the fields of this kind of statement besides kind, number, time and portal; not called if nothing
     *     is signed
     * @return empty if no key is configured
     */
    public Future<Optional<Issued>> issue(SqlClient tx, StatementKind kind, ManifestKey key, Instant at,
            Supplier<JsonObject> content) {
        return issue(tx, kind, Optional.empty(), key, at, content);
    }

    /**
     * Signs a statement about a recipient as {@link #issue(SqlClient, StatementKind, ManifestKey, Instant, Supplier)}
     * does.
     *
     * @return also empty if there is one already that this recipient has downloaded everything
     */
    public Future<Optional<Issued>> issue(SqlClient tx, StatementKind kind, Optional<UUID> recipient, ManifestKey key,
            Instant at, Supplier<JsonObject> content) {
        return keys.signing().map(signing -> {
            var signed = Signed.of(signing, id -> payload(id, kind, key.transfer(), at, content.get()));
            return store.insert(tx, signed.id(), key.transfer(), kind, recipient, signed.hash(), at,
                    key.seal(aead, SEALED, signed.id(), signed.bytes()))
                    .map(fresh -> Optional.of(signed.issued()).filter(issued -> fresh));
        }).orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /**
     * Signs a statement as {@link #issue} does, and keeps it in the clear: the server has no key of the transfer.
     *
     * @param content ids, counts and times only
     */
    public Future<Optional<Issued>> issuePlain(SqlClient tx, StatementKind kind, UUID transfer, Instant at,
            Supplier<JsonObject> content) {
        return keys.signing().map(signing -> {
            var signed = Signed.of(signing, id -> payload(id, kind, transfer, at, content.get()));
            return store.insertPlain(tx, signed.id(), transfer, kind, signed.hash(), at, signed.bytes())
                    .map(Optional.of(signed.issued()));
        }).orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /** Signs the head of a day. Call it only while {@link #areOn}; keeping it is the caller's. */
    public Issued signDayHead(Instant at, JsonObject content) {
        return Signed.of(keys.signing().orElseThrow(),
                id -> payload(id, StatementKind.DAY_HEAD, null, at, content)).issued();
    }

    /**
     * A statement that lies sealed.
     *
     * @param recipient whom it is about, if it is about one
     */
    public record Listed(UUID id, String kind, Instant at, Optional<UUID> recipient) {}

    /** The statements that there are about a transfer, oldest first. */
    public Future<List<Listed>> list(SqlClient db, UUID transfer) {
        return store.list(db, transfer);
    }

    /** One statement, as it was signed. */
    public Future<Optional<String>> find(SqlClient db, ManifestKey key, UUID id) {
        return store.find(db, key.transfer(), id).map(found -> found.map(one -> open(key, one)));
    }

    /** The newest statement of these kinds, as it was signed. */
    public Future<Optional<String>> newest(SqlClient db, ManifestKey key, List<StatementKind> kinds) {
        return store.newest(db, key.transfer(), kinds).map(found -> found.map(one -> open(key, one)));
    }

    private static String open(ManifestKey key, StatementStore.Stored one) {
        return new String(key.open(SEALED, one.id(), one.sealed()).orElseThrow(
                () -> new IllegalStateException("statement " + one.id() + " does not open")),
                StandardCharsets.US_ASCII);
    }

    /**
     * The statement in the clear that has this hash.
     *
     * @param hash SHA-256 of its text
     */
    public Future<Optional<String>> findPlain(SqlClient db, byte[] hash) {
        return store.findPlain(db, hash).map(found -> found.map(text -> new String(text, StandardCharsets.US_ASCII)));
    }

    /**
     * The statements about the end of the transfer that another statement is about.
     *
     * @param hash SHA-256 of the text that somebody has
     * @return empty if this portal keeps no such statement
     */
    public Future<Optional<List<String>>> ends(SqlClient db, byte[] hash) {
        return store.plainBeside(db, hash).map(found -> found.map(texts -> texts.stream()
                .map(text -> new String(text, StandardCharsets.US_ASCII)).toList()));
    }

    /** A page of the statements about ends, newest first. */
    public Future<List<Plain>> ends(SqlClient db, Optional<Instant> from, Optional<Instant> to, Optional<Cursor> before,
            int most) {
        return store.plain(db, from, to, before, most);
    }

    private byte[] payload(UUID id, StatementKind kind, @Nullable UUID transfer, Instant at, JsonObject content) {
        var about = transfer == null ? new JsonObject() : new JsonObject().put("transfer", transfer.toString());
        return new JsonObject()
                .put("version", VERSION)
                .put("kind", kind.word())
                .put("id", id.toString())
                .put("portal", portal)
                .put("organisation", organisation)
                .mergeIn(about)
                .put("at", at.truncatedTo(ChronoUnit.MICROS).toString())
                .put("atWords", new JsonObject()
                        .put("nl", OfficeTime.text(Language.NL, at) + " (Nederlandse tijd)")
                        .put("en", OfficeTime.text(Language.EN, at) + " (Dutch time)"))
                .mergeIn(content)
                .toBuffer()
                .getBytes();
    }
}
