package nl.rijkscloud.doctor;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Requests to the public address over a connection of their own, in HTTP/1.1 and by hand: a ready client would hide
 * when bytes leave, and would not announce a body that it does not send. Blocks.
 */
final class PublicRequest {
    /** Stands for a status when nothing came in time. */
    static final int SILENCE = 0;

    private static final int HALF = 32 << 10;
    private static final int LARGEST_ANSWER = 64 << 10;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final URI address;
    private final Doctor.Pace pace;

    PublicRequest(URI address, Doctor.Pace pace) {
        this.address = address;
        this.pace = pace;
    }

    /** @param head in lower case */
    record Answer(int status, String head, String body) {
        boolean isProblem() {
            return head.contains("application/problem+json");
        }
    }

    Answer send(String method, List<String> headers) throws IOException {
        return exchange(method, headers, HALF, out -> out.write(new byte[HALF]));
    }

    /** Sends the second half of a body a while after the first. */
    Answer sendInHalves() throws IOException {
        return exchange("POST", List.of(), 2L * HALF, out -> {
            out.write(new byte[HALF]);
            out.flush();
            pause();
            out.write(new byte[HALF]);
        });
    }

    /** Says how long the body is, and sends nothing of it. */
    Answer announce(long length) throws IOException {
        return exchange("POST", List.of(), length, out -> {});
    }

    private interface Body {
        void write(OutputStream out) throws IOException;
    }

    private Answer exchange(String method, List<String> headers, long length, Body body) throws IOException {
        try (var line = PublicConnection.open(address, pace.step())) {
            var head = new StringBuilder(method).append(" /api/network-test HTTP/1.1\r\nHost: ")
                    .append(address.getRawAuthority()).append("\r\nConnection: close\r\nContent-Type: application/")
                    .append("octet-stream\r\nContent-Length: ").append(length).append("\r\n");
            headers.forEach(header -> head.append(header).append("\r\n"));
            line.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            line.getOutputStream().flush();
            try {
                body.write(line.getOutputStream());
                line.getOutputStream().flush();
            } catch (SocketTimeoutException late) {
                throw late;
            } catch (IOException closed) {
                // it has answered without reading all of it
            }
            return read(new BufferedInputStream(line.getInputStream()));
        }
    }

    private static Answer read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            for (var next = in.read(); next >= 0 && bytes.size() < LARGEST_ANSWER; next = in.read()) {
                bytes.write(next);
            }
        } catch (SocketTimeoutException silent) {
            if (bytes.size() == 0) {
                return new Answer(SILENCE, "", "");
            }
        } catch (IOException cut) {
            if (bytes.size() == 0) {
                throw cut;
            }
        }
        return parse(bytes.toString(StandardCharsets.ISO_8859_1));
    }

    /** Takes the text between the braces as the body, for any framing. */
    private static Answer parse(String text) throws IOException {
        var end = text.indexOf(new String(END_OF_HEAD, StandardCharsets.US_ASCII));
        if (!text.matches("(?s)HTTP/1\\.[01] [1-5][0-9][0-9].*") || end < 0) {
            throw new IOException("no answer of a web server");
        }
        var rest = text.substring(end);
        var body = rest.indexOf('{') < 0 ? "" : rest.substring(rest.indexOf('{'), rest.lastIndexOf('}') + 1);
        return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(0, end).toLowerCase(Locale.ROOT),
                body);
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(pace.pause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }
}
