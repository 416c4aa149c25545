package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;

/** Clients that send a refused body to its end before they read the response. */
final class RefusedWhileSendingTest {
    private static final DemoPortal PORTAL = TestPortal.shared();
    private static final int CLIENTS = 320;
    private static final int AT_ONCE = 40;
    private static final int BODY = 1_500_000;

    private record Refusal(String request, int status, String... headers) {}

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal("PATCH /api/uploads/AAAAAAAAAAAAAAAAAAAAAA", 404, "Tus-Resumable: 1.0.0", "Upload-Offset: 0",
                    "Content-Type: application/offset+octet-stream"),
            new Refusal("PATCH /api/uploads/AAAAAAAAAAAAAAAAAAAAAA", 412,
                    "Content-Type: application/offset+octet-stream"),
            new Refusal("PATCH /api/uploads/AAAAAAAAAAAAAAAAAAAAAA", 415, "Tus-Resumable: 1.0.0",
                    "Content-Type: text/plain"),
            new Refusal("POST /api/uploads", 400, "Tus-Resumable: 1.0.0",
                    "Content-Type: application/offset+octet-stream"),
            new Refusal("POST /api/submissions", 413, "Content-Type: application/json"),
            new Refusal("POST /api/sessions", 413, "Content-Type: application/json", "Connection: close"),
            new Refusal("POST /api/transfer/submit", 403, "Content-Type: application/json",
                    "Origin: https://elsewhere.example"),
            new Refusal("PUT /api/staff/transfers/x", 413, "Content-Type: application/json"),
            new Refusal("POST /nowhere", 404),
            new Refusal("TRACE /", 405));

    @Test
    void everyClientReadsItsResponse() throws Exception {
        var places = new Semaphore(AT_ONCE);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clients.invokeAll(IntStream.range(0, CLIENTS).<Callable<String>>mapToObj(number -> () -> {
                var refusal = REFUSALS.get(number % REFUSALS.size());
                places.acquire();
                try {
                    return outcome(refusal, number % 3 == 0);
                } finally {
                    places.release();
                }
            }).toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo("answered");
            }
        }
    }

    private static String outcome(Refusal refusal, boolean chunked) throws IOException {
        try (var line = new RawConnection(PORTAL.baseUrl())) {
            line.lines(refusal.request() + " HTTP/1.1", "Host: " + PORTAL.baseUrl().getAuthority(),
                    String.join("\r\n",
                            refusal.headers().length == 0 ? new String[] {"Accept: */*"} : refusal.headers()),
                    chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + BODY, "");
            line.bytes(chunked ? chunks() : new byte[BODY]);
            var head = line.readHead();
            return head.startsWith("HTTP/1.1 " + refusal.status() + " ") ? "answered" : refusal + ": " + head;
        } catch (IOException lost) {
            return refusal.request() + " " + refusal.status() + (chunked ? " chunked: " : ": ") + lost;
        }
    }

    private static byte[] chunks() {
        var head = (Integer.toHexString(BODY) + "\r\n").getBytes();
        var all = new byte[head.length + BODY + 7];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy("\r\n0\r\n\r\n".getBytes(), 0, all, head.length + BODY, 7);
        return all;
    }
}
