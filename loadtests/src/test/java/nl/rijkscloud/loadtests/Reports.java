package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Reports, and the links to them that were mailed in this run, so that visitors can return to one. */
final class Reports {
    private static final int MOST = 1000;
    private static final Duration AGAIN = Duration.ofMillis(200);

    private static final Queue<List<String>> LINKS = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger KEPT = new AtomicInteger();

    private Reports() {}

    /**
     * The sender opens the link of the last mail, and polls until every document was delivered. The report must have
     * the SHA-256 of the sent document.
     */
    static ChainBuilder followTheTransfer() {
        return exec(Reports::keep)
                .exec(Links.open("open the report link", null))
                .exec(session -> session.set("state", ""))
                .exec(asLongAs(session -> !"delivered".equals(session.getString("state")))
                        .on(exec(read()), pause(AGAIN)));
    }

    /** A visitor returns to any report of this run. */
    static ChainBuilder comeBack() {
        return exec(session -> {
                    var link = LINKS.remove();
                    LINKS.add(link);
                    return session.set(Links.KEY, link);
                })
                .exec(
                        Links.open("open the report link", null),
                        Step.get("come back to the report", "/api/report?transfer=#{transfer}")
                                .check(jsonPath("$.state").is("delivered")));
    }

    private static HttpRequestActionBuilder read() {
        return Step.get("read the report", "/api/report?transfer=#{transfer}")
                .check(jsonPath("$.state").in("submitted", "delivered").saveAs("state"))
                .checkIf((response, session) -> response.body().string().contains("\"state\":\"delivered\""))
                .then(jsonPath("$.documents[0].sha256").is(session -> Uploads.of(session).sha256()));
    }

    private static Session keep(Session session) {
        if (KEPT.incrementAndGet() <= MOST) {
            LINKS.add(List.copyOf(session.<String>getList(Links.KEY)));
        }
        return session;
    }
}
