package nl.rijkscloud.scan;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One service of an ICAP server, and what it offers (RFC 3507, 4.10). A connection carries one document. Blocks; safe
 * for use from any thread.
 */
final class IcapService {
    private static final Duration QUICK = Duration.ofSeconds(5);
    private static final int PORT = 1344;
    private static final int TLS_PORT = 11344;
    private static final int MOST_PREVIEW = 4096;

    private final NetClient client;
    private final Context loop;
    private final URI address;

    IcapService(NetClient client, Context loop, URI address) {
        this.client = client;
        this.loop = loop;
        this.address = address;
    }

    /**
     * The answer of the service to OPTIONS.
     *
     * @param tag of its version and signatures
     * @param preview how much of a document it wants to see before it asks for the rest; empty if it does not
     * @param connections how many it takes at once
     * @param life for how long this is true
     */
    record Offer(String name, Optional<String> tag, Optional<Integer> preview, Optional<Integer> connections,
            Duration life) {
        static Offer of(IcapMessage answer) throws IOException {
            if (answer.status() != 200) {
                throw new IOException("answers " + answer.status() + " to OPTIONS: is the service's name right?");
            }
            if (!answer.header("methods").orElse("").toUpperCase(Locale.ROOT).contains("RESPMOD")) {
                throw new IOException("does not offer RESPMOD");
            }
            if (answer.header("allow").filter(codes -> codes.contains("204")).isEmpty()) {
                throw new IOException("does not offer \"Allow: 204\"");
            }
            return new Offer(
                    name(answer), tag(answer), number(answer, "preview").map(size -> Math.min(size, MOST_PREVIEW)),
                    number(answer, "max-connections").filter(most -> most > 0),
                    Duration.ofSeconds(number(answer, "options-ttl").orElse(3600)));
        }

        private static String name(IcapMessage answer) {
            var name = IcapAnswer.clear(answer.header("service").or(() -> answer.header("service-id")).orElse("ICAP"));
            return name.length() > 60 ? name.substring(0, 60) : name;
        }

        static Optional<String> tag(IcapMessage answer) {
            return answer.header("istag").map(tag -> IcapAnswer.clear(tag.replace("\"", "")))
                    .map(tag -> tag.length() > 40 ? tag.substring(0, 40) : tag);
        }

        private static Optional<Integer> number(IcapMessage answer, String header) {
            return answer.header(header).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf);
        }
    }

    Offer ask() throws IOException {
        try (var connection = open(QUICK, QUICK)) {
            connection.write(Buffer.buffer(request("OPTIONS") + "Encapsulated: null-body=0\r\n\r\n"));
            return Offer.of(IcapMessage.parse(connection.answer()));
        }
    }

    /** Returns a connection on which nothing has been said. */
    ScannerConnection open(Duration patience, Duration inAll) throws IOException {
        return ScannerConnection.open(
                new ScannerConnection.Terms(client, loop, socketAddress(), patience, inAll),
                new ScannerConnection.Reading(IcapMessage::isPermission, IcapMessage::isWhole));
    }

    /**
     * Begins a document, as the answer to a request that nobody has made. Nothing in it is about the document but its
     * length.
     */
    Buffer head(long length, Optional<Integer> preview) {
        var asked = "GET http://document.invalid/document HTTP/1.1\r\nHost: document.invalid\r\n\r\n";
        var answered = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nETag: " + IcapAnswer.MARK
                + "\r\nContent-Length: " + length + "\r\n\r\n";
        return Buffer.buffer(request("RESPMOD") + "Allow: 204\r\n"
                + preview.map(size -> "Preview: " + size + "\r\n").orElse("")
                + "Encapsulated: req-hdr=0, res-hdr=" + asked.length() + ", res-body="
                + (asked.length() + answered.length()) + "\r\n\r\n" + asked + answered);
    }

    /** A piece of a body. */
    static Buffer chunk(byte[] bytes, int from, int length) {
        return Buffer.buffer(length + 12).appendString(Integer.toHexString(length) + "\r\n")
                .appendBytes(bytes, from, length).appendString("\r\n");
    }

    static Buffer lastChunk() {
        return Buffer.buffer("0\r\n\r\n", StandardCharsets.US_ASCII.name());
    }

    private String request(String method) {
        return method + " " + address + " ICAP/1.0\r\nHost: " + address.getRawAuthority()
                + "\r\nUser-Agent: Rijkscloud\r\nConnection: close\r\n";
    }

    private SocketAddress socketAddress() {
        var usual = address.getScheme().equals("icaps") ? TLS_PORT : PORT;
        var host = address.getHost().replaceAll("[\\[\\]]", "");
        return SocketAddress.inetSocketAddress(address.getPort() > 0 ? address.getPort() : usual, host);
    }
}
