package nl.rijkscloud.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;

/** Small responses: a page, and JSON that needs a session, a key and the database. */
final class SmallRequests implements Measurement {
    @Override
    public String name() {
        return "small";
    }

    @Override
    public String about() {
        return "a page, and a JSON answer out of the database, against static files of nginx";
    }

    @Override
    public List<String> keys() {
        return Stream.of("page", "json").map(RequestContest::keys).flatMap(List::stream).toList();
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var portal = lab.portal();
        var sender = SenderJourney.begin(portal.process());
        sender.add("document.txt", "Een kort document.\n".getBytes(StandardCharsets.US_ASCII));
        PortalIntake.awaitChecked(sender);
        new RequestContest("page", Offer.of(portal, "/"),
                new PortalClient(portal.process().baseUrl()).download("/").body(), lab.effort().of(4_000, 500))
                .run(lab, figures);
        new RequestContest("json", Offer.of(portal, "/api/transfer?transfer=" + sender.transferId(),
                "Cookie: " + sender.browser().cookie()), sender.browser().download("/api/transfer").body(),
                lab.effort().of(4_000, 250))
                .run(lab, figures);
    }
}
