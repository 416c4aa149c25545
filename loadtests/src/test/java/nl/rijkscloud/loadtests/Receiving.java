package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.bodyBytes;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;

/** Opens a download link, downloads, and compares with the sent document. */
final class Receiving {
    static final String STEP = "download";

    private static final Duration MOST = Duration.ofHours(2);

    private Receiving() {}

    /** Steps of an outsider, with the code of the text message. */
    static ChainBuilder byOutsider() {
        return exec(Catcher.link("wait for the download link", "#{email}", "/ontvang/", "ontvang"))
                .exec(session -> session.set("caughtAt", Catcher.LONG_AGO))
                .exec(
                        Catcher.code("wait for the code of a link", "#{mobile}"),
                        Links.open("open the download link", "code"),
                        Step.post("enter the code of a link", "/api/sessions/code?transfer=#{transfer}", """
                                {"code": "#{code}"}""")
                                .check(status().is(200)),
                        look(),
                        download());
    }

    /** Steps of the signed-in member of staff, whom a mail notifies of the outsider's documents. */
    static ChainBuilder byStaff() {
        return exec(opened()).exec(look(), download());
    }

    /** The same for a document too large to compare: checks its length and the portal's digest. */
    static ChainBuilder whole() {
        return exec(opened())
                .exec(
                        look(),
                        Step.get(STEP, "#{href}")
                                .requestTimeout(MOST)
                                .check(header("Content-Length")
                                        .is(session -> Long.toString(Uploads.of(session).size()))));
    }

    private static ChainBuilder opened() {
        return exec(
                Catcher.link("wait for the download link", "#{staff}", "#{email}", "ontvang"),
                Links.open("open the download link", null));
    }

    private static HttpRequestActionBuilder look() {
        return Step.get("see what was received", "/api/transfer?transfer=#{transfer}")
                .check(jsonPath("$.documents[0].sha256").is(session -> Uploads.of(session).sha256()))
                .check(jsonPath("$.documents[0].href").saveAs("href"));
    }

    private static HttpRequestActionBuilder download() {
        return Step.get(STEP, "#{href}")
                .check(bodyBytes()
                        .transformWithSession((bytes, session) -> Uploads.of(session).is(bytes))
                        .is(true));
    }
}
