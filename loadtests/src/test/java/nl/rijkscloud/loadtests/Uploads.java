package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.InputStreamBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Function;

/** Sends the session's {@code document} as a tus client does, in one request. */
final class Uploads {
    static final String KEY = "document";
    static final String STEP = "upload it";

    private static final Duration MOST = Duration.ofHours(2);

    private Uploads() {}

    /** @param metadata of the upload besides the file name, e.g. {@code ,transfer MGI5...} */
    static ChainBuilder add(Function<Session, String> metadata) {
        return exec(announce(metadata), send());
    }

    static Document of(Session session) {
        return session.get(KEY);
    }

    static String base64(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRequestActionBuilder announce(Function<Session, String> metadata) {
        return Step.timed("announce a document", http("announce a document").post("/api/uploads"))
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", session -> Long.toString(of(session).size()))
                .header("Upload-Metadata",
                        session -> "filename " + base64(of(session).name()) + metadata.apply(session))
                .check(status().is(201))
                .check(header("Location").saveAs("upload"));
    }

    private static HttpRequestActionBuilder send() {
        return Step.timed(STEP, http(STEP).patch("#{upload}"))
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .body(InputStreamBody(session -> of(session).stream()))
                .requestTimeout(MOST)
                .check(status().is(204))
                .check(header("Upload-Offset").is(session -> Long.toString(of(session).size())));
    }
}
