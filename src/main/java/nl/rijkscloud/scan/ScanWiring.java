package nl.rijkscloud.scan;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.content.ContentInspection;
import nl.rijkscloud.platform.Platform;

/** Wires the virus scanner that the configuration chooses. */
public record ScanWiring(ContentInspection inspection) {
    private static final int CONNECT_MILLIS = 2_000;

    public static ScanWiring of(Platform platform) {
        var config = platform.config().scan();
        return new ScanWiring(new ScanInspection(scanner(platform.vertx(), config), config, platform.clock()));
    }

    private static Scanner scanner(Vertx vertx, ScanSettings config) {
        return switch (config.kind()) {
            case NONE -> Scanner.OFF;
            case CLAMD -> new ClamdScanner(clamd(vertx, config.address().orElseThrow()), config.timeout());
            case ICAP -> icap(vertx, config);
        };
    }

    static IcapScanner icap(Vertx vertx, ScanSettings config) {
        var address = config.address().orElseThrow();
        var options = new NetClientOptions().setConnectTimeout(CONNECT_MILLIS);
        if (address.getScheme().equals("icaps")) {
            options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
            config.caFile().ifPresent(file ->
                    options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        }
        return new IcapScanner(new IcapService(vertx.createNetClient(options), vertx.getOrCreateContext(), address),
                config.maximum(), config.timeout());
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
