package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.UUID;
import nl.rijkscloud.custodian.CustodianFixture.Sending;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;

/** Holds transfers as the privacy officer does. */
record HeldTransfers(CustodianFixture fixture) {
    void hold(Sending sending, Instant until) {
        fixture.database.inTransaction(tx -> hold(tx, sending, until)).await();
    }

    Future<Void> hold(SqlClient tx, Sending sending, Instant until) {
        var officer = UUID.randomUUID();
        return Database.run(tx, "insert into staff (id, email, name, created_at)"
                        + " values ($1, 'f.smit@igj.nl', 'Fenna', now())", officer)
                .compose(done -> Database.run(tx, """
                        insert into legal_hold (id, transfer_id, reason, set_by, set_at, until, resumes_at)
                        select gen_random_uuid(), id, 'Bezwaar', $2, now(), $3, expires_at from transfer
                        where id = $1""", sending.id(), officer, Rows.time(until)))
                .compose(done -> fixture.custodian.transfers().extend(tx, sending.id(), until));
    }
}
