package nl.rijkscloud.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.OfficeTime;

/**
 * Looks if links with the former public name still arrive: its name in the DNS, its certificate, and the page with
 * which the portal sends visitors on. Blocks.
 */
final class FormerNameProbe {
    private static final String NAME = "former-name";
    private static final String CERTIFICATE = "former-certificate";
    private static final int LONGEST_PAGE = 64 << 10;

    private FormerNameProbe() {}

    static List<Finding> look(Config.Server server, Doctor.Pace pace) {
        return server.former().map(former -> look(former, pace)).orElse(List.of());
    }

    static List<Finding> look(Config.Former former, Doctor.Pace pace) {
        var url = former.url();
        if (!OfficeTime.day(Instant.now()).isBefore(former.until().plusDays(1))) {
            return List.of(Finding.warning(NAME, "links with " + url.getHost() + " lead on no more since "
                    + former.until(), "Take server.former out of the configuration, and the name out of the proxy."));
        }
        try {
            InetAddress.getAllByName(url.getHost());
        } catch (UnknownHostException nobody) {
            return List.of(Finding.error(NAME, url.getHost() + " is a name that nobody knows: old links are dead",
                    "Keep the name in the DNS until " + former.until() + ", or take server.former away."));
        }
        return Stream.concat(Stream.of(page(former, pace)), url.getScheme().equals("https")
                ? Stream.of(CertificateProbe.ofVisitors(CERTIFICATE, url, pace.step())) : Stream.empty()).toList();
    }

    private static Finding page(Config.Former former, Doctor.Pace pace) {
        var advice = "Let the proxy lead this name to the portal too, and pass the Host header on.";
        try {
            return sendsOn(former.url(), pace)
                    ? Finding.ok(NAME, "links with " + former.url().getHost() + " lead on until " + former.until())
                    : Finding.error(NAME, former.url().getHost() + " does not lead to this portal's page for old links",
                            advice);
        } catch (IOException unreachable) {
            return Finding.error(NAME, "nothing answers at " + former.url(), advice);
        }
    }

    private static boolean sendsOn(URI url, Doctor.Pace pace) throws IOException {
        try (var line = PublicConnection.open(url, pace.step())) {
            line.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + url.getRawAuthority()
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            line.getOutputStream().flush();
            return new String(line.getInputStream().readNBytes(LONGEST_PAGE), StandardCharsets.UTF_8)
                    .contains("data-next");
        }
    }
}
