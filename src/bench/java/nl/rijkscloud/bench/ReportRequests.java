package nl.rijkscloud.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.rijkscloud.testing.SenderJourney;

/** A sender who looks at the report of a delivered document again and again; the portal counts every look. */
final class ReportRequests implements Measurement {
    @Override
    public String name() {
        return "report";
    }

    @Override
    public String about() {
        return "a sender's report as JSON, with the counting of who looks, against a static file of nginx";
    }

    @Override
    public List<String> keys() {
        return RequestContest.keys("report");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var portal = lab.portal();
        var sender = SenderJourney.begin(portal.process());
        sender.add("document.txt", "Een kort document.\n".getBytes(StandardCharsets.US_ASCII));
        PortalIntake.awaitChecked(sender);
        sender.submit();
        var state = sender.report().getString("state");
        if (!"delivered".equals(state)) {
            throw new IllegalStateException("the report says " + state);
        }
        new RequestContest("report", Offer.of(portal, "/api/report?transfer=" + sender.transferId(),
                "Cookie: " + sender.browser().cookie()), sender.browser().download("/api/report").body(),
                lab.effort().of(4_000, 250))
                .run(lab, figures);
    }
}
