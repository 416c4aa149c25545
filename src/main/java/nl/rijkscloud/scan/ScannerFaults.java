package nl.rijkscloud.scan;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.scan.Scanner.Engine;

/** Asks the scanner how it is set up, and tells what keeps it from finding everything. Blocks. */
public final class ScannerFaults {
    private ScannerFaults() {}

    /** Sends what is small. */
    public static List<String> find(ScanSettings config) {
        var vertx = Vertx.vertx();
        try {
            return switch (config.kind()) {
                case NONE -> List.of();
                case CLAMD -> ofClamd(vertx, config.address().orElseThrow());
                case ICAP -> ofIcap(ScanWiring.icap(vertx, config));
            };
        } finally {
            vertx.close().await();
        }
    }

    /**
     * Sends the ICAP server a test virus at the end of an object of the size that it is said to look at, and returns
     * what is wrong with its answer. Takes as long as a document of that size.
     */
    public static Optional<String> findInMaximum(ScanSettings config) throws IOException {
        var vertx = Vertx.vertx();
        try {
            return ScanWiring.icap(vertx, config).prove().fault();
        } finally {
            vertx.close().await();
        }
    }

    private static List<String> ofClamd(Vertx vertx, URI address) {
        try {
            return ofEngine(ScanWiring.clamd(vertx, address).engine());
        } catch (IOException away) {
            return List.of("clamd " + away.getMessage() + "; documents count as not scanned until that is over");
        }
    }

    private static List<String> ofEngine(Engine engine) {
        var faults = new ArrayList<String>();
        if (!engine.namesLimits()) {
            faults.add("clamd says OK about what it has not read: set \"AlertExceedsMax yes\" in clamd.conf;"
                    + " until then large documents and archives count as not scanned");
        }
        if (!engine.namesEncryption()) {
            faults.add("clamd says OK about archives that need a password: set \"AlertEncrypted yes\" in"
                    + " clamd.conf; until then 7z and rar may count as not scanned");
        }
        return faults;
    }

    private static List<String> ofIcap(IcapScanner scanner) {
        try {
            var known = scanner.engines().answers();
            return known.offer().preview().isPresent() ? List.of()
                    : List.of("the ICAP server offers no preview: without one nobody can tell if it reads documents of"
                            + " every kind");
        } catch (IOException away) {
            return List.of("the ICAP server " + away.getMessage()
                    + "; documents count as not scanned until that is over");
        }
    }
}
