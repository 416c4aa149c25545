package nl.rijkscloud.typed;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of the hosts in the address of the database. Several stand there as psql and the JDBC driver write them: {@code
 * postgresql://one:5432,two:5432/rijkscloud}. Java's own class for addresses knows no such list, so this reads it.
 *
 * @param name without the brackets of an IPv6 address
 */
public record DatabaseHost(String name, int port) {
    /** A connection tries them one second apart, and has five seconds. */
    public static final int MOST = 5;

    private static final int DEFAULT_PORT = 5432;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})");

    /** Returns the hosts in the order of an address for which {@link #mistake} is empty. */
    public static List<DatabaseHost> in(URI address) {
        return several(address) ? list(address).map(DatabaseHost::read).toList()
                : List.of(new DatabaseHost(bare(address.getHost()), port(address.getPort())));
    }

    /** Says what is wrong with a list of hosts. */
    public static Optional<String> mistake(URI address) {
        if (!several(address)) {
            return Optional.empty();
        }
        var hosts = list(address).toList();
        if (hosts.size() > MOST) {
            return Optional.of("names " + hosts.size() + " hosts; " + MOST + " is the most");
        }
        var withPort = hosts.stream().filter(host -> host.contains(":")).count();
        if (withPort != 0 && withPort != hosts.size()) {
            return Optional.of(
                    "has no port behind " + hosts.stream().filter(host -> !host.contains(":")).findFirst().orElseThrow()
                    + "; write the port of each host, or of none");
        }
        return hosts.stream().map(DatabaseHost::mistake).flatMap(Optional::stream).findFirst()
                .or(() -> repeated(hosts).map(twice -> "names the host " + twice + " twice"));
    }

    private static Optional<String> mistake(String host) {
        var name = host.split(":", 2)[0];
        if (name.isEmpty()) {
            return Optional.of("has an empty host between its commas");
        }
        if (!NAME.matcher(name).matches()) {
            return Optional.of("has \"" + name + "\" among its hosts, which is not a host name or IPv4 address");
        }
        return !host.contains(":") || isPort(host.substring(name.length() + 1)) ? Optional.empty()
                : Optional.of("has no port from 1 to " + HIGHEST_PORT + " behind " + name);
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= HIGHEST_PORT;
    }

    private static Optional<DatabaseHost> repeated(List<String> hosts) {
        var seen = new HashSet<DatabaseHost>();
        return hosts.stream().map(DatabaseHost::read).filter(host -> !seen.add(host)).findFirst();
    }

    /** True for a list without user and password; its parts may still be wrong. */
    public static boolean several(URI address) {
        var authority = address.getRawAuthority();
        return address.getHost() == null && authority != null && authority.contains(",") && !authority.contains("@");
    }

    private static Stream<String> list(URI address) {
        return Stream.of(address.getRawAuthority().split(",", -1));
    }

    private static DatabaseHost read(String host) {
        var parts = host.split(":", 2);
        return new DatabaseHost(parts[0], parts.length == 1 ? DEFAULT_PORT : Integer.parseInt(parts[1]));
    }

    private static int port(int given) {
        return given < 0 ? DEFAULT_PORT : given;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** As in the address. */
    @Override
    public String toString() {
        return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }
}
