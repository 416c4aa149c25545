package nl.rijkscloud.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ConfigFile;
import nl.rijkscloud.statement.KeyFile;

/** Writes the files of an operator, master key and configuration, for the portal's own code to read. */
final class DemoConfig {
    static final String FILE = "rijkscloud.yaml";

    private DemoConfig() {}

    static Config write(DemoOptions options, Config.Database database, int smtpPort, String smsUrl) throws IOException {
        Files.createDirectories(options.folder());
        Files.createDirectories(options.blobs());
        if (!options.keep()) {
            forgetPeriods(options.blobs().resolveSibling("keys"));
            forgetLedger(options.blobs().resolveSibling("ledger"));
        }
        var port = options.port() == 0 ? FreePort.next() : options.port();
        var json = new JsonObject()
                .put(
                        "organisation",
                        new JsonObject()
                                .put("name", "IGJ")
                                .put("fullName", "Inspectie Gezondheidszorg en Jeugd")
                                .put("phone", "088-120 5000")
                                .put("phoneHours", "binnen kantooruren")
                                .put("domains", new JsonArray().add("igj.nl"))
                                .put("contactName", "Meldpunt")
                                .put("contactEmail", "Meldpunt@igj.nl")
                                .put("securityContact", "mailto:security@igj.nl"))
                .put(
                        "server",
                        new JsonObject()
                                .put("publicUrl", "http://localhost:" + port)
                                .put("host", "localhost")
                                .put("port", port)
                                .put("drainAfter", "0s")
                                .put("drain", "5s"))
                .put("management", new JsonObject().put("port", FreePort.next()))
                .put(
                        "database",
                        new JsonObject()
                                .put("uri", database.uri().toString())
                                .put("user", database.user())
                                .put("password", database.password().reveal()))
                .put("masterKey", masterKey(options).toString())
                .put("statements", new JsonObject().put("key", statementKey(options).toString()))
                .put(
                        "storage",
                        new JsonObject()
                                .put("folder", options.blobs().toAbsolutePath().toString()))
                .put(
                        "mail",
                        new JsonObject()
                                .put("host", "localhost")
                                .put("port", smtpPort)
                                .put("security", "none")
                                .put("from", "no-reply@igj.rijkscloud.nl"))
                .put(
                        "sms",
                        new JsonObject()
                                .put("url", smsUrl)
                                .put("token", SmsCatcher.TOKEN)
                                .put("callbackSecret", SmsCatcher.CALLBACK_SECRET))
                .mergeIn(options.settings(), true);
        // JSON is YAML too.
        var file = Files.writeString(options.folder().resolve(FILE), json.encodePrettily());
        return ConfigFile.load(file, Map.of());
    }

    /**
     * A new database begins with new period keys. Other files in a folder of that name are not the demo's to delete.
     */
    private static void forgetPeriods(Path keys) throws IOException {
        if (Files.exists(keys.resolve("installation"))) {
            try (var files =
                    Files.newDirectoryStream(keys, "{installation,????????-????-7???-????-????????????.key}")) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A new database would be older than the ledger of the one before. */
    private static void forgetLedger(Path ledger) throws IOException {
        if (Files.exists(ledger.resolve("installation"))) {
            try (var files = Files.walk(ledger)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path masterKey(DemoOptions options) throws IOException {
        var file = options.folder().resolve("master.key").toAbsolutePath();
        if (options.keep() && Files.exists(file)) {
            return file;
        }
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
    }

    private static Path statementKey(DemoOptions options) throws IOException {
        var file = options.folder().resolve("statement.key").toAbsolutePath();
        if (!options.keep()) {
            Files.deleteIfExists(file);
        }
        if (!Files.exists(file)) {
            KeyFile.make(file, Instant.now());
        }
        return file;
    }
}
