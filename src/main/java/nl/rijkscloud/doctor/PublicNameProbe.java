package nl.rijkscloud.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Looks if the name in {@code server.publicUrl} leads somewhere. Blocks. */
final class PublicNameProbe {
    private static final String NAME = "public-name";

    private PublicNameProbe() {}

    static List<Finding> look(URI publicUrl) {
        var host = publicUrl.getHost();
        try {
            var addresses = InetAddress.getAllByName(host);
            var written = Arrays.stream(addresses).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
            var onlyHere = Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress);
            return List.of(onlyHere && !host.equals("localhost")
                    ? Finding.warning(NAME, host + " leads to this machine itself (" + written + ")",
                            "Look in /etc/hosts, and ask from another machine: visitors need an address that they"
                                    + " reach.")
                    : Finding.ok(NAME, host + " leads to " + written));
        } catch (UnknownHostException nobody) {
            return List.of(Finding.error(NAME, host + " is a name that nobody knows",
                    "Put the name of server.publicUrl in the DNS, as A and AAAA, or correct server.publicUrl."));
        }
    }
}
