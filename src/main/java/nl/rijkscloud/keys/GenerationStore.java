package nl.rijkscloud.keys;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKeys;

/** The statements on {@code key_generation}: which versions of a key exist, and which of them seal. */
final class GenerationStore {
    /** @param used true once the version seals, or has sealed */
    record Generation(KeyPurpose purpose, int version, boolean used) {
        /** The version that seals now, among these of one purpose. */
        static int current(List<Generation> versions) {
            return versions.stream().filter(Generation::used).map(Generation::version)
                    .max(Comparator.naturalOrder()).orElseThrow();
        }

        /** Says which version of each purpose seals now. */
        static void tell(List<Generation> versions, PurposeKeys keys) {
            versions.stream().filter(Generation::used).forEach(each -> keys.use(each.purpose(), each.version()));
        }
    }

    /** Every version, in rising order for each purpose. */
    Future<List<Generation>> all(SqlClient db) {
        return run(db, "select purpose, version, current_since is not null as used from key_generation"
                + " order by purpose, version")
                .map(rows -> Rows.all(rows, row -> new Generation(
                        KeyPurpose.of(row.getString("purpose")), row.getInteger("version"), row.getBoolean("used"))));
    }

    Future<List<Generation>> all(SqlClient db, KeyPurpose purpose) {
        return all(db).map(all -> all.stream().filter(generation -> generation.purpose() == purpose).toList());
    }

    /** The versions in whose place a later one has sealed for this long. */
    Future<List<Integer>> replacedFor(SqlClient db, KeyPurpose purpose, Duration time) {
        return run(db, """
                select version from key_generation where purpose = $1 and version < (
                    select max(version) from key_generation where purpose = $1
                        and current_since < clock_timestamp() - $2::bigint * interval '1 second')
                order by version""", purpose.word(), time.toSeconds())
                .map(rows -> Rows.all(rows, row -> row.getInteger("version")));
    }

    /** Adds a version under which nothing is sealed yet. */
    Future<Void> insert(SqlClient tx, KeyPurpose purpose, int version) {
        return run(tx, "insert into key_generation (purpose, version) values ($1, $2)", purpose.word(), version)
                .mapEmpty();
    }

    /** Lets the newest versions seal. */
    Future<Void> use(SqlClient tx) {
        return run(tx, "update key_generation set current_since = clock_timestamp() where current_since is null")
                .mapEmpty();
    }

    /** Waits for the transactions that have sealed under this version, and lets no other one do so. */
    Future<Boolean> lock(SqlClient tx, KeyPurpose purpose, int version) {
        return run(tx, "select from key_generation where purpose = $1 and version = $2 for update", purpose.word(),
                version).map(rows -> rows.size() == 1);
    }

    /** Deletes a version with its wrapped bytes. */
    Future<Void> delete(SqlClient tx, KeyPurpose purpose, int version) {
        return run(tx, "delete from key_generation where purpose = $1 and version = $2", purpose.word(), version)
                .compose(done -> run(tx, "delete from purpose_key where purpose = $1 and version = $2",
                        purpose.word(), version))
                .mapEmpty();
    }
}
