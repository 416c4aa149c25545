package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** Staff send a document to an outsider, who opens the link with the code of the text message and downloads it. */
public final class SendingSimulation extends JourneySimulation {
    public SendingSimulation() {
        super("sending", 2, journey());
    }

    static ChainBuilder journey() {
        return SignIn.in()
                .feed(Supplies.people())
                .feed(Supplies.documents())
                .exec(draft())
                .exec(Uploads.add(session -> ",transfer " + Uploads.base64(session.getString("draft"))))
                .exec(send(), SignIn.out())
                .exec(Links.otherBrowser())
                .exec(Receiving.byOutsider());
    }

    private static HttpRequestActionBuilder draft() {
        return Step.post("begin to send", "/api/staff/transfers", """
                {"recipients": [{"name": "#{name}", "email": "#{email}", "mobile": "#{mobile}"}],
                 "language": "nl", "subject": "Uw dossier"}""")
                .check(status().is(201))
                .check(jsonPath("$.id").saveAs("draft"));
    }

    private static HttpRequestActionBuilder send() {
        return Step.post("send", "/api/staff/transfers/#{draft}/send", """
                {"subject": "Uw dossier", "text": "Zie de bijlage."}""")
                .check(status().is(200));
    }
}
