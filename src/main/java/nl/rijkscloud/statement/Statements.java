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
import java.util.function.Supplier;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.ManifestKey;
import nl.rijkscloud.vault.Sha256;

/**
 * Signs statements about transfers, keeps them sealed, and opens them for whoever has the transfer's manifest key. The
 * portal itself cannot read a statement again: the key is in the sender's report link.
 */
public final class Statements {
    /** Of the form of what is signed; a reader refuses a higher one. */
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

    private final StatementStore store = new StatementStore();
    private final SigningKeys keys;
    private final Aead aead;
    private final Config config;

    Statements(SigningKeys keys, Aead aead, Config config) {
        this.keys = keys;
        this.aead = aead;
        this.config = config;
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
     * @param content what this kind of statement says besides kind, number, time and portal; not called if nothing is
     *     signed
     * @return empty if no key is configured
     */
    public Future<Optional<Issued>> issue(SqlClient tx, StatementKind kind, ManifestKey key, Instant at,
            Supplier<JsonObject> content) {
        var signing = keys.signing();
        if (signing.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        var id = UUID.randomUUID();
        var text = Jws.sign(signing.get(), payload(id, kind, key.transfer(), at, content.get()));
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        var hash = Sha256.of(bytes);
        return store.insert(tx, id, key.transfer(), kind, hash, at, key.seal(aead, SEALED, id, bytes))
                .map(Optional.of(new Issued(HexFormat.of().formatHex(hash), text)));
    }

    /** The kinds of the statements that there are about a transfer, oldest first. */
    public Future<List<String>> kinds(SqlClient db, UUID transfer) {
        return store.kinds(db, transfer);
    }

    /** The newest statement of these kinds, as it was signed. */
    public Future<Optional<String>> newest(SqlClient db, ManifestKey key, List<StatementKind> kinds) {
        return store.newest(db, key.transfer(), kinds).map(found -> found.map(one -> new String(
                key.open(SEALED, one.id(), one.sealed()).orElseThrow(
                        () -> new IllegalStateException("statement " + one.id() + " does not open")),
                StandardCharsets.US_ASCII)));
    }

    private byte[] payload(UUID id, StatementKind kind, UUID transfer, Instant at, JsonObject content) {
        return new JsonObject()
                .put("version", VERSION)
                .put("kind", kind.word())
                .put("id", id.toString())
                .put("portal", config.server().publicUrl().toString())
                .put("organisation", config.organisation().fullName())
                .put("transfer", transfer.toString())
                .put("at", at.truncatedTo(ChronoUnit.MICROS).toString())
                .put("atWords", new JsonObject()
                        .put("nl", OfficeTime.text(Language.NL, at) + " (Nederlandse tijd)")
                        .put("en", OfficeTime.text(Language.EN, at) + " (Dutch time)"))
                .mergeIn(content)
                .toBuffer()
                .getBytes();
    }
}
