package nl.rijkscloud.bench;

import java.nio.file.Path;

/**
 * A resource that can be fetched any number of times.
 *
 * @param head the request, without its last empty line
 */
record Offer(Server server, String head) {
    /** A document on the disk. */
    record Stored(Offer offer, Path file) {}

    static Offer of(Server server, String path, String... lines) {
        return new Offer(server, "GET " + path + " HTTP/1.1\r\nHost: " + server.host() + "\r\n" + joined(lines));
    }

    String request(String... lines) {
        return head + joined(lines) + "\r\n";
    }

    private static String joined(String... lines) {
        return lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
    }
}
