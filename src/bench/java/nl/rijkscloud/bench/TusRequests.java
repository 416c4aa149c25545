package nl.rijkscloud.bench;

import java.io.IOException;
import java.util.Locale;
import nl.rijkscloud.testing.TusUpload;

/** The ways in which a tus client sends a document: creation and bytes in two requests, or in one. */
enum TusRequests {
    /** {@code POST}, then {@code PATCH}. */
    TWO {
        @Override
        Exchange.Answer send(
                Exchange exchange, Server server, String target, String name, long length, String... lines)
                throws IOException {
            var created = create(exchange, server, target, name, length, lines);
            return created.succeeded() ? append(exchange, server, created, length, lines) : created;
        }
    },
    /** The extension creation-with-upload: {@code POST} with all bytes. */
    ONE {
        @Override
        Exchange.Answer send(
                Exchange exchange, Server server, String target, String name, long length, String... lines)
                throws IOException {
            var body = body(length).strip();
            return exchange.upload(creation(server, target, name, length, body, lines), length);
        }
    };

    private static final String LOCATION = "\r\nlocation: ";

    /**
     * @param target the address that creates the document
     * @param lines of the head of each request, besides those of tus
     * @return the last response
     */
    abstract Exchange.Answer send(
            Exchange exchange, Server server, String target, String name, long length, String... lines)
            throws IOException;

    /** Creates a document without sending bytes. */
    static Exchange.Answer create(
            Exchange exchange, Server server, String target, String name, long length, String... lines)
            throws IOException {
        return exchange.get(creation(server, target, name, length, "Content-Length: 0", lines));
    }

    /** Sends all bytes of a created document. */
    static Exchange.Answer append(
            Exchange exchange, Server server, Exchange.Answer created, long length, String... lines)
            throws IOException {
        return exchange.upload(head("PATCH " + location(created), server, lines) + "Upload-Offset: 0\r\n"
                + body(length), length);
    }

    private static String creation(
            Server server, String target, String name, long length, String body, String... lines) {
        return head("POST " + target, server, lines) + "Upload-Length: " + length + "\r\nUpload-Metadata: filename "
                + TusUpload.base64(name) + "\r\n" + body + "\r\n\r\n";
    }

    private static String head(String request, Server server, String... lines) {
        var own = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
        return request + " HTTP/1.1\r\nHost: " + server.host() + "\r\nTus-Resumable: 1.0.0\r\n" + own;
    }

    private static String body(long length) {
        return "Content-Type: " + TusUpload.BODY + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    /** The path in the response to a creation, without the server. */
    static String location(Exchange.Answer created) {
        var head = created.head();
        var at = head.toLowerCase(Locale.ROOT).indexOf(LOCATION);
        if (created.status() != 201 || at < 0) {
            throw new IllegalStateException(head);
        }
        var value = head.substring(at + LOCATION.length(), head.indexOf('\r', at + LOCATION.length()));
        return value.replaceFirst("^https?://[^/]+", "");
    }
}
