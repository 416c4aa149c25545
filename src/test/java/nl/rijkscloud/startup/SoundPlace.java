package nl.rijkscloud.startup;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ConfigException;
import nl.rijkscloud.config.ConfigFile;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.ops.SmtpScript;
import nl.rijkscloud.testing.TestDatabase;

/** Faultless surroundings with an operator's configuration file: each test spoils one thing. */
public final class SoundPlace implements AutoCloseable {
    static final String TOKEN = "right";

    final Config.Database database = TestDatabase.fresh();
    public final SmtpScript smtp;
    final HttpServer gateway;
    private final Path folder;
    private final JsonObject settings;

    public SoundPlace(Path folder) throws IOException {
        this.folder = folder;
        smtp = new SmtpScript(null);
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/balance", exchange -> {
            var known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(known ? 200 : 401, -1);
            exchange.close();
        });
        gateway.createContext("/moved", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        gateway.start();
        Files.createDirectories(folder.resolve("blobs"));
        var key = Files.writeString(folder.resolve("master.key"), "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        describe("own.yaml", "/balance");
        describe("moved.yaml", "/moved");
        settings = settings();
    }

    /**
     * All messages for an operator about the file with these settings applied: mistakes, or else reasons and warnings.
     */
    public List<String> findings(JsonObject spoiled, Map<String, String> environment) throws IOException {
        var file = Files.writeString(folder.resolve("rijkscloud.yaml"),
                settings.copy().mergeIn(spoiled, true).encode());
        try {
            var found = StartChecks.run(ConfigFile.load(file, environment));
            return Stream.concat(found.reasons().stream(), found.warnings().stream().map(one -> "Warning: " + one))
                    .toList();
        } catch (ConfigException wrong) {
            return wrong.mistakes();
        }
    }

    /** The messages with nothing spoiled. */
    Config config() throws IOException {
        return ConfigFile.load(Files.writeString(folder.resolve("sound.yaml"), settings.encode()), Map.of());
    }

    private void describe(String name, String check) throws IOException {
        Files.writeString(folder.resolve(name), Files.readString(Path.of("conf/sms/json-bearer.yaml"))
                .replaceFirst("(?m)^  address:$", "  address: " + check));
    }

    private JsonObject settings() throws IOException {
        return new JsonObject()
                .put("organisation", new JsonObject()
                        .put("name", "IGJ").put("fullName", "Inspectie").put("phone", "088-120 5000")
                        .put("phoneHours", "binnen kantooruren")
                        .put("domains", new JsonArray().add("igj.nl")).put("contactName", "Meldpunt")
                        .put("contactEmail", "Meldpunt@igj.nl")
                        .put("securityContact", "mailto:security@igj.nl"))
                .put("server", new JsonObject()
                        .put("publicUrl", "http://localhost").put("host", "127.0.0.1").put("port", FreePort.next()))
                .put("management", new JsonObject().put("port", FreePort.next()))
                .put("database", new JsonObject()
                        .put("uri", database.uri().toString()).put("user", database.user())
                        .put("password", database.password().reveal()))
                .put("masterKey", "master.key")
                .put("storage", new JsonObject().put("folder", "blobs"))
                .put("mail", new JsonObject()
                        .put("host", "localhost").put("port", smtp.port()).put("security", "none")
                        .put("from", "no-reply@igj.nl"))
                .put("sms", new JsonObject()
                        .put("provider", "own.yaml")
                        .put("url", "http://localhost:" + gateway.getAddress().getPort() + "/messages")
                        .put("token", TOKEN));
    }

    @Override
    public void close() {
        gateway.stop(0);
        smtp.close();
    }
}
