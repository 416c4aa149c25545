package nl.rijkscloud.audit;

import java.io.IOException;
import java.io.StringReader;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import nl.rijkscloud.audit.Chain.Mark;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.vault.PurposeKeys;
import org.postgresql.PGConnection;

/** Adds many genuine lines within seconds: the chain is computed here and copied into the table, without the portal. */
public final class LongLog {
    private static final int BATCH = 20_000;
    private static final HexFormat HEX = HexFormat.of();

    private LongLog() {}

    /** One line for each second of 2026, each about a destroyed transfer. */
    public static void write(Config.Database database, PurposeKeys purposes, int lines) {
        var chain = new Chain(purposes);
        try (var connection =
                DriverManager.getConnection("jdbc:" + database.uri(), database.user(), database.password().reveal());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var place = head(statement);
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            var rows = new StringBuilder();
            for (var number = 1; number <= lines; number++) {
                var entry = AuditEntry.done(Actor.SYSTEM, Action.TRANSFER_DESTROYED,
                        Subject.transfer(new UUID(number, number)));
                var line = chain.next(place, Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number), entry);
                place = line.anchor();
                rows.append(line.seq()).append(',').append(line.at()).append(",transfer-destroyed,done,system,")
                        .append(new UUID(number, number)).append(",\\x").append(HEX.formatHex(line.mac())).append('\n');
                if (number % BATCH == 0 || number == lines) {
                    copy.copyIn("copy audit_entry (seq, at, action, result, actor, transfer_id, mac) from stdin csv",
                            new StringReader(rows.toString()));
                    rows.setLength(0);
                }
            }
            statement.execute("insert into audit_mark values ('head', " + place.seq() + ", '\\x"
                    + HEX.formatHex(place.mac()) + "', '\\x"
                    + HEX.formatHex(chain.seal(Mark.End.HEAD, place))
                    + "') on conflict (name) do update set seq = excluded.seq, mac = excluded.mac, seal = "
                    + "excluded.seal");
            connection.commit();
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static AuditAnchor head(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("select seq, mac from audit_mark where name = 'head' for update")) {
            return rows.next() ? new AuditAnchor(rows.getLong(1), rows.getBytes(2)) : Chain.ORIGIN;
        }
    }
}
