package nl.rijkscloud.keys;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.keys.PurposeKeyStore.Wrapped;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.MasterKey;

/**
 * The state of the stored keys, in words for an operator. It holds fingerprints and no key.
 *
 * @param lines a line for each key
 * @param next the operator's next step
 */
public record KeyState(List<String> lines, String next) {
    public static Future<KeyState> read(Database database, MasterKeys masters) {
        var store = new PurposeKeyStore();
        return database.inTransaction(tx -> store.lock(tx).compose(installed -> store.all(tx)
                .compose(rows -> new KeyServerStore().withoutKey(tx, masters.current().check())
                        .compose(behind -> shares(tx).map(shares -> of(
                                installed.keyCheck(), rows, masters.current(), behind, shares))))));
    }

    /** A sentence about the replacement of the key for shares; empty if none is going on. */
    private static Future<String> shares(SqlClient tx) {
        return new GenerationStore().all(tx, KeyPurpose.SHARE).compose(versions -> {
            var newest = versions.getLast();
            return versions.size() == 1 ? Future.succeededFuture("")
                    : newest.used()
                            ? new SharesStore().countBefore(tx, newest.version()).map(left -> left
                                    + " shares still lie under an earlier key: running servers seal them anew.")
                            : new KeyServerStore().withoutShareKey(tx, newest.version()).map(behind -> behind
                                    + " running servers do not know version " + newest.version()
                                    + " of the key for shares yet: it seals once all know it.");
        });
    }

    private static KeyState of(byte[] keyCheck, List<Wrapped> rows, MasterKey current, int behind, String shares) {
        var lines = rows.stream().map(row -> "%-16s version %d  id %s  under master key %s".formatted(
                row.purpose().word(), row.version(), row.id(), shorten(row.master()))).toList();
        return new KeyState(lines, next(keyCheck, rows, current, behind, shares));
    }

    private static String next(byte[] keyCheck, List<Wrapped> rows, MasterKey current, int behind, String shares) {
        var name = "master key " + shorten(current.check());
        if (Arrays.equals(keyCheck, current.check())) {
            return name + " opens all. " + (shares.isEmpty() ? "" : shares + " ")
                    + "An older one can be taken away; backups from its time still need it.";
        }
        if (rows.stream().noneMatch(row -> Arrays.equals(row.master(), current.check()))) {
            return name + " opens nothing yet: run key rotate.";
        }
        return behind == 0
                ? name + " opens all, and so does the one before: run key rotate --finish."
                : name + " opens all, but " + behind + " running servers still have the one before. Restart them with"
                        + " the new key, then run key rotate --finish.";
    }

    private static String shorten(byte[] check) {
        return HexFormat.of().formatHex(check, 0, 4);
    }
}
