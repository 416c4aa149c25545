package nl.rijkscloud.bench;

import java.nio.file.Path;

/**
 * A document that can be downloaded as often as one likes.
 *
 * @param head the request, without its last empty line
 * @param file where it lies on the disk
 */
record Offer(Server server, String head, Path file) {
    String request(String... lines) {
        return head + String.join("\r\n", lines) + (lines.length == 0 ? "\r\n" : "\r\n\r\n");
    }
}
