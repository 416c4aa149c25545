package nl.rijkscloud.scan;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.content.ContentInspection;
import nl.rijkscloud.platform.Platform;

/** Wires the virus scanner that the configuration chooses. */
public record ScanWiring(ContentInspection inspection) {
    private static final int CONNECT_MILLIS = 2_000;

    public static ScanWiring of(Platform platform) {
        var config = platform.config().scan();
        var scanner = config.address()
                .<Scanner>map(address -> new ClamdScanner(clamd(platform.vertx(), address), config.timeout()))
                .orElse(Scanner.OFF);
        return new ScanWiring(new ScanInspection(scanner, config, platform.clock()));
    }

    /** Asks the scanner how it is set up, and returns what keeps it from finding everything. Blocks. */
    public static List<String> findFaults(Config.Scan config) {
        return config.address().map(ScanWiring::findFaults).orElse(List.of());
    }

    private static List<String> findFaults(URI address) {
        var vertx = Vertx.vertx();
        var faults = new ArrayList<String>();
        try {
            var engine = clamd(vertx, address).engine();
            if (!engine.namesLimits()) {
                faults.add("clamd says OK about what it has not read: set \"AlertExceedsMax yes\" in clamd.conf;"
                        + " until then large documents and archives count as not scanned");
            }
            if (!engine.namesEncryption()) {
                faults.add("clamd says OK about archives that need a password: set \"AlertEncrypted yes\" in"
                        + " clamd.conf; until then 7z and rar may count as not scanned");
            }
        } catch (IOException away) {
            faults.add("clamd " + away.getMessage() + "; documents count as not scanned until that is over");
        } finally {
            vertx.close().await();
        }
        return faults;
    }

    static Clamd clamd(Vertx vertx, URI address) {
        var client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
        return new Clamd(client, vertx.getOrCreateContext(), socketAddress(address));
    }

    private static SocketAddress socketAddress(URI address) {
        return address.getHost() == null
                ? SocketAddress.domainSocketAddress(address.getPath())
                : SocketAddress.inetSocketAddress(address.getPort(), address.getHost());
    }
}
