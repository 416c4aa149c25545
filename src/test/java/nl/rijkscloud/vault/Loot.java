package nl.rijkscloud.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.period.PeriodCipher;

/**
 * Database and disk as a thief gets them at one moment: every sealed value with its associated data, and everything
 * else.
 */
public record Loot(List<Sealed> sealed, List<Blob> blobs, List<byte[]> shortValues, String text) {
    /** @param associated the associated data, from the row and the public format */
    public record Sealed(String name, byte[] bytes, byte[] associated, List<byte[]> salts) {}

    public record Blob(UUID transfer, UUID document, long length, byte[] file) {}

    private static final String BYTES = """
            select table_name, column_name from information_schema.columns
            where table_schema = 'public' and data_type = 'bytea' order by 1, 2""";

    static Loot take(Config.Database database, Path folder) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(
                "jdbc:" + database.uri(), database.user(), database.password().reveal())) {
            var sealed = new ArrayList<Sealed>();
            var blobs = new ArrayList<Blob>();
            each(connection, "select id, share, message, manifest from transfer", row -> transfer(row, sealed));
            each(connection, "select * from document", row -> document(row, folder, sealed, blobs));
            each(connection, "select * from announced", row -> add(
                    sealed, "announced.entry", row.getBytes("entry"),
                    named("announced", id(row, "transfer_id"), id(row, "client")),
                    List.of(Kdf.bytes(id(row, "transfer_id")))));
            each(connection, "select s.*, l.expires_at from slot s left join link l on l.id = s.link_id",
                    row -> slot(row, sealed));
            each(connection, "select * from session_grant", row -> add(
                    sealed, "session_grant", row.getBytes("sealed_key"), row.getBytes("link_id"),
                    transferAnd(row, row.getBytes("link_id"))));
            each(connection, "select id, transfer_id, sealed from statement", row -> add(
                    sealed, "statement.sealed", row.getBytes("sealed"),
                    named("statement", id(row, "transfer_id"), id(row, "id")),
                    List.of(Kdf.bytes(id(row, "transfer_id")))));
            each(connection, "select transfer_id, asked from request", row -> period(
                    sealed, "request.asked", row.getBytes("asked"), "period/asked", id(row, "transfer_id")));
            each(connection, "select * from purpose_key", row -> add(
                    sealed, "purpose_key", row.getBytes("wrapped"),
                    MasterKey.context(
                            KeyPurpose.of(row.getString("purpose")), id(row, "id"), row.getInt("version")),
                    List.of()));
            each(connection, "select id, payload from outbox", row -> period(
                    sealed, "outbox.payload", row.getBytes("payload"), "period/letter", id(row, "id")));
            return new Loot(sealed, blobs, shortValues(connection), text(connection));
        }
    }

    /** {@code table.column} of all byte columns in the database. */
    static List<String> columns(Config.Database database) throws SQLException {
        try (var connection = DriverManager.getConnection(
                "jdbc:" + database.uri(), database.user(), database.password().reveal())) {
            var names = new ArrayList<String>();
            each(connection, BYTES, row -> names.add(row.getString(1) + "." + row.getString(2)));
            return names;
        }
    }

    private static void transfer(ResultSet row, List<Sealed> to) throws SQLException {
        var id = id(row, "id");
        var salts = List.of(Kdf.bytes(id));
        var share = row.getBytes("share");
        if (share != null) {
            add(to, "transfer.share", SealedShare.content(share),
                    SealedShare.associated(SealedShare.header(SealedShare.version(share)), id), salts);
        }
        add(to, "transfer.message", row.getBytes("message"), named("message", id, id), salts);
        add(to, "transfer.manifest", row.getBytes("manifest"), named("manifest", id, id), salts);
    }

    private static void document(ResultSet row, Path folder, List<Sealed> to, List<Blob> blobs) throws SQLException {
        var id = id(row, "id");
        var transfer = id(row, "transfer_id");
        var salts = List.of(Kdf.bytes(transfer), Kdf.bytes(transfer, id));
        var offset = ByteBuffer.allocate(Long.BYTES).putLong(row.getLong("upload_offset")).array();
        add(to, "document.rest", row.getBytes("rest"), Kdf.concat(Kdf.bytes(id), offset), salts);
        add(to, "document.entry", row.getBytes("entry"), named("entry", transfer, id), salts);
        add(to, "document.item", row.getBytes("item"), named("item", transfer, id), salts);
        add(to, "document.scan", row.getBytes("scan"), named("scan", transfer, id), salts);
        add(to, "document.digests", row.getBytes("digests"), named("digests", transfer, id), salts);
        try {
            var file = folder.resolve(id.toString().substring(0, 2)).resolve(id + ".blob");
            blobs.add(new Blob(transfer, id, row.getLong("length"), Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            throw new SQLException(unreadable);
        }
    }

    private static void slot(ResultSet row, List<Sealed> to) throws SQLException {
        var transfer = id(row, "transfer_id");
        var kind = row.getString("kind");
        if (kind.equals("pending")) {
            period(to, "slot.pending", row.getBytes("sealed"), "period/pending", transfer);
            return;
        }
        if (kind.equals("recovery")) {
            recovery(to, row.getBytes("sealed"), transfer);
            return;
        }
        var link = row.getBytes("link_id");
        var until = row.getTimestamp("expires_at").toInstant().getEpochSecond();
        var associated = Kdf.concat(
                (Kdf.PREFIX + "slot").getBytes(StandardCharsets.US_ASCII), Kdf.bytes(transfer), link,
                kind.getBytes(StandardCharsets.US_ASCII), ByteBuffer.allocate(Long.BYTES).putLong(until).array());
        add(to, "slot." + kind, row.getBytes("sealed"), associated, transferAnd(row, link));
    }

    /** The id of the recovery key stands before what is sealed. */
    private static void recovery(List<Sealed> to, byte[] bytes, UUID transfer) {
        var id = Slots.recoveryId(bytes);
        add(to, "slot.recovery", Arrays.copyOfRange(bytes, id.length, bytes.length), Kdf.concat(
                (Kdf.PREFIX + "slot").getBytes(StandardCharsets.US_ASCII), Kdf.bytes(transfer), id,
                "recovery".getBytes(StandardCharsets.US_ASCII)), List.of(Kdf.bytes(transfer)));
    }

    private static List<byte[]> shortValues(Connection connection) throws SQLException {
        var values = new ArrayList<byte[]>();
        var columns = new ArrayList<String[]>();
        each(connection, BYTES, row -> columns.add(new String[] {row.getString(1), row.getString(2)}));
        for (var column : columns) {
            each(connection, "select distinct %2$s from %1$s where length(%2$s) <= 32".formatted((Object[]) column),
                    row -> values.add(row.getBytes(1)));
        }
        return values;
    }

    private static String text(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        each(connection, "select tablename from pg_tables where schemaname = 'public'",
                row -> tables.add(row.getString(1)));
        var text = new StringBuilder();
        for (var table : tables) {
            each(connection, "select t::text from " + table + " t", row -> text.append(row.getString(1)).append('\n'));
        }
        return text.toString();
    }

    private static void add(List<Sealed> to, String name, byte[] bytes, byte[] associated, List<byte[]> salts) {
        if (bytes != null) {
            to.add(new Sealed(name, bytes, associated, salts));
        }
    }

    /** Sealed under a period key: a header of 20 bytes names it. */
    private static void period(List<Sealed> to, String name, byte[] bytes, String label, UUID id) {
        if (bytes != null) {
            var associated = Kdf.concat(
                    (Kdf.PREFIX + label).getBytes(StandardCharsets.US_ASCII),
                    Kdf.bytes(id, PeriodCipher.periodOf(bytes)));
            add(to, name, Arrays.copyOfRange(bytes, 20, bytes.length), associated, List.of(Kdf.bytes(id)));
        }
    }

    /** The same, together with finds from elsewhere. */
    Loot with(List<Sealed> more) {
        return new Loot(Stream.concat(sealed.stream(), more.stream()).toList(), blobs, shortValues, text);
    }

    private static List<byte[]> transferAnd(ResultSet row, byte[] link) throws SQLException {
        var transfer = Kdf.bytes(id(row, "transfer_id"));
        return List.of(transfer, Kdf.concat(transfer, link));
    }

    private static byte[] named(String what, UUID transfer, UUID about) {
        return Kdf.concat((Kdf.PREFIX + what).getBytes(StandardCharsets.US_ASCII), Kdf.bytes(transfer, about));
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private interface Visitor {
        void visit(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String query, Visitor visitor) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                visitor.visit(rows);
            }
        }
    }
}
