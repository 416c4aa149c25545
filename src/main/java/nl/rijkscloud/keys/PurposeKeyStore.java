package nl.rijkscloud.keys;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.PurposeKey;

/** The statements on {@code purpose_key}, and on the columns of {@code installation} that go with it. */
final class PurposeKeyStore {
    /**
     * @param keyCheck the fingerprint of the installation's master key
     * @param purposes the purposes whose keys have been made
     */
    record Installed(byte[] keyCheck, Set<String> purposes) {}

    /** @param master the fingerprint of the master key that wraps it */
    record Wrapped(KeyPurpose purpose, int version, UUID id, byte[] master, byte[] bytes) {
        static Wrapped of(Aead aead, MasterKey master, PurposeKey key) {
            return new Wrapped(key.purpose(), key.version(), key.id(), master.check(), master.wrap(aead, key));
        }

        /** True if both wrap the same version of the same purpose's key. */
        boolean isTwin(Wrapped other) {
            return purpose == other.purpose && version == other.version;
        }
    }

    /**
     * Writes the one row of a new installation; true if there was none. Waits for another server that does the same.
     */
    Future<Boolean> begin(SqlClient tx, byte[] keyCheck) {
        return run(tx, "insert into installation (key_check) values ($1) on conflict do nothing", Rows.bytes(keyCheck))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Locks the row until the transaction ends, so that one server makes keys and the others find them. */
    Future<Installed> lock(SqlClient tx) {
        return run(tx, "select key_check, purposes from installation for update")
                .map(rows -> rows.iterator().next())
                .map(row -> new Installed(
                        Rows.bytes(row, "key_check"), Set.of(row.getArrayOfStrings("purposes"))));
    }

    Future<List<Wrapped>> all(SqlClient tx) {
        return run(tx, "select purpose, version, id, master, wrapped from purpose_key order by purpose, version")
                .map(rows -> Rows.all(rows, row -> new Wrapped(
                        KeyPurpose.of(row.getString("purpose")), row.getInteger("version"), row.getUUID("id"),
                        Rows.bytes(row, "master"), Rows.bytes(row, "wrapped"))));
    }

    Future<Void> insert(SqlClient tx, Wrapped key) {
        return run(tx, "insert into purpose_key (purpose, version, id, master, wrapped) values ($1, $2, $3, $4, $5)",
                        key.purpose().word(), key.version(), key.id(), Rows.bytes(key.master()),
                        Rows.bytes(key.bytes()))
                .mapEmpty();
    }

    /** Deletes what other master keys wrap. */
    Future<Void> deleteOthers(SqlClient tx, byte[] master) {
        return run(tx, "delete from purpose_key where master <> $1", Rows.bytes(master)).mapEmpty();
    }

    Future<Void> setKeyCheck(SqlClient tx, byte[] keyCheck) {
        return run(tx, "update installation set key_check = $1", Rows.bytes(keyCheck)).mapEmpty();
    }

    Future<Void> setMade(SqlClient tx, KeyPurpose purpose) {
        return run(tx, "update installation set purposes = array_append(purposes, $1)", purpose.word()).mapEmpty();
    }
}
