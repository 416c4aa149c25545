package nl.rijkscloud.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A number for one request: nine digits in three groups, which a person can read out to the help desk. It is in the
 * answer's head, on the page of an error, and in the log line about it. It says nothing about the visitor and opens
 * nothing.
 */
public final class RequestId {
    static final String HEADER = "X-Request-Id";

    private static final int GROUP = 1_000;

    private RequestId() {}

    static String draw() {
        var random = ThreadLocalRandom.current();
        return "%03d-%03d-%03d".formatted(random.nextInt(GROUP), random.nextInt(GROUP), random.nextInt(GROUP));
    }

    /** The number of the request that is answered; empty if it has none. */
    public static String of(HttpServerResponse response) {
        var id = response.headers().get(HEADER);
        return id == null ? "" : id;
    }
}
