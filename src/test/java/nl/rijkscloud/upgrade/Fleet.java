package nl.rijkscloud.upgrade;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.demo.Inbox;
import nl.rijkscloud.demo.Portal;
import nl.rijkscloud.demo.Surroundings;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;

/**
 * Servers of two versions with one database, one folder, one mail server and one SMS gateway, behind HAProxy as the
 * example in deploy/ has it. It hands requests out in turn, whichever server a visitor had before.
 */
final class Fleet implements Portal, AutoCloseable {
    private final Path folder;
    private final URI base;
    private final Surroundings around;
    private final Config.Database database = TestDatabase.empty();
    private final List<Server> servers = new ArrayList<>();
    private final Process proxy;

    /** @param jars of the servers in the order of their start; the first makes the tables and the accounts */
    Fleet(Path folder, List<Path> jars) throws IOException, InterruptedException {
        this.folder = folder;
        var port = FreePort.next();
        base = URI.create("http://localhost:" + port);
        // Its own database is left alone: its tables are of this version from the start.
        around = Surroundings.start(DemoOptions.in(folder).on(TestDatabase.fresh()).with(TestPortal.NO_LIMITS)
                .with(new JsonObject().put("server", new JsonObject().put("publicUrl", base.toString()))));
        for (int i = 0; i < jars.size(); i++) {
            var server = new Server(jars.get(i), settings(), folder.resolve("server-" + i));
            server.forgetUnknownKeys();
            servers.add(server);
        }
        addStaff(servers.getFirst());
        proxy = new ProcessBuilder("haproxy", "-db", "-f", proxyFile(port).toString()).redirectErrorStream(true)
                .redirectOutput(proxyLog().toFile()).start();
    }

    Server server(int number) {
        return servers.get(number);
    }

    /** One line per request: server, status, milliseconds, how the connection ended, method. */
    List<String> requests() throws IOException {
        return Files.readAllLines(proxyLog()).stream().filter(line -> line.startsWith("request "))
                .map(line -> line.substring("request ".length())).toList();
    }

    @Override
    public URI baseUrl() {
        return base;
    }

    @Override
    public Inbox inbox() {
        return around.inbox();
    }

    @Override
    public void close() {
        proxy.destroy();
        servers.forEach(Server::kill);
        around.close();
    }

    private Path proxyLog() {
        return folder.resolve("haproxy.log");
    }

    private JsonObject settings() throws IOException {
        var settings = new JsonObject(Files.readString(around.configFile()));
        settings.put("database", new JsonObject().put("uri", database.uri().toString()).put("user", database.user())
                .put("password", database.password().reveal()));
        settings.getJsonObject("server").put("host", "127.0.0.1").put("port", FreePort.next())
                .put("trustedProxies", new JsonArray().add("127.0.0.1")).put("drainAfter", "5s").put("drain", "30s");
        settings.getJsonObject("management").put("port", FreePort.next());
        return settings;
    }

    private Path proxyFile(int port) throws IOException {
        var each = IntStream.range(0, servers.size())
                .mapToObj(i -> "  server s" + i + " 127.0.0.1:" + servers.get(i).port() + " check port "
                        + servers.get(i).managementPort())
                .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve("haproxy.cfg"), Files.readString(Path.of("deploy/haproxy/haproxy.cfg"))
                .replace("maxconn 20000", "maxconn 500")
                .replace("log /dev/log local0", "log stdout format raw local0")
                .replace("bind :80", "bind 127.0.0.1:" + port)
                .replaceAll("(?m)^  bind :443.*\n|^  http-request redirect.*\n|^  ssl-.*\n", "")
                .replaceAll("(?m)^  log-format.*$", "  log-format \"request %s %ST %Tt %tsc %HM\"")
                .replace("check port 8081 inter", "inter")
                .replace("  server portal-1 127.0.0.1:8080", each));
    }

    private static void addStaff(Server old) throws IOException, InterruptedException {
        old.run("", "migrate");
        old.run("", "staff", "department", "--email", "meldpunt@igj.nl", "--name", "Meldpunt");
        for (var person : List.of(DemoStaff.SANNE, DemoStaff.OMAR, DemoStaff.FENNA)) {
            old.run(person.password() + "\n", "staff", "add", "--name", person.name(), "--email", person.email(),
                    "--mobile", person.mobile());
            if (person.inMeldpunt()) {
                old.run("", "staff", "join", "--email", person.email(), "--department", "meldpunt@igj.nl");
            }
        }
        old.run("", "staff", "role", "--email", DemoStaff.FENNA.email(), "--add", "functionaris");
    }
}
