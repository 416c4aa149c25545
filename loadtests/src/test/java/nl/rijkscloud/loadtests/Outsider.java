package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;

/** The steps of an outsider who sends documents. */
final class Outsider {
    private static final String MESSAGE = """
            {"subject": "Jaarstukken", "reference": "2026-114", "text": "Zie de bijlage."}""";

    private Outsider() {}

    /** The form, and the mail that follows. */
    static ChainBuilder fillIn() {
        return exec(
                Step.post("fill in the form", "/api/submissions", """
                        {"sender": {"name": "#{name}", "email": "#{email}"},
                         "contact": {"name": "Meldpunt", "email": "Meldpunt@igj.nl"}, "language": "nl"}""")
                        .check(status().is(202)),
                Catcher.link("wait for the upload link", "#{email}", "/verstuur/", "verstuur"));
    }

    /** Opens the mailed link, adds one document, sends it, and waits for the confirmation. */
    static ChainBuilder answer() {
        return exec(Links.open("open the upload link", null),
                Step.get("read the transfer", "/api/transfer?transfer=#{transfer}"))
                .exec(Uploads.add(session -> ",transfer " + Uploads.base64(session.getString("transfer"))))
                .exec(
                        Step.post("submit", "/api/transfer/submit?transfer=#{transfer}", MESSAGE)
                                .check(status().is(200))
                                .check(jsonPath("$.state").in("submitted", "delivered")),
                        Catcher.link("wait for the confirmation", "#{email}", "/rapportage/", "rapportage"));
    }
}
