package nl.rijkscloud.keys;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.keys.GenerationStore.Generation;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import org.jspecify.annotations.Nullable;

/**
 * Makes, seals and opens the shares of transfers. The version of the key is read in the transaction that writes the
 * share, so that a server that was stopped for a while seals under the right one too. Safe for use from any thread.
 */
public final class Shares {
    private final GenerationStore generations = new GenerationStore();
    private final KeyReload reload = new KeyReload();
    private final Slots slots;
    private final PurposeKeys keys;

    public Shares(Slots slots, PurposeKeys keys) {
        this.slots = slots;
        this.keys = keys;
    }

    public Share make(UUID transfer) {
        return slots.newShare(transfer);
    }

    /** Seals the share for a row that is written in the same transaction. */
    public Future<byte[]> seal(SqlClient tx, Share share) {
        return current(tx).map(version -> slots.seal(share, version));
    }

    /** See {@link Slots#openShare}. */
    public Optional<Share> open(UUID transfer, byte @Nullable [] sealed) {
        return slots.openShare(transfer, sealed);
    }

    /** The version under which shares are sealed now. This server knows it: if it was made since, it is read here. */
    Future<Integer> current(SqlClient tx) {
        return generations.all(tx, KeyPurpose.SHARE).map(Generation::current).compose(version -> isKnown(version)
                ? Future.succeededFuture(version)
                : reload.run(tx, keys).compose(done -> isKnown(version)
                        ? Future.succeededFuture(version)
                        : Future.failedFuture(new IllegalStateException(
                                "the key for shares is under a master key that this server does not have"))));
    }

    byte[] seal(Share share, int version) {
        return slots.seal(share, version);
    }

    private boolean isKnown(int version) {
        return keys.find(KeyPurpose.SHARE, version).isPresent();
    }
}
