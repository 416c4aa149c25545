package nl.rijkscloud.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;

/** Somebody of the staff who looks at the newest page of the overview, of 25 transfers, again and again. */
final class OverviewRequests implements Measurement {
    private static final int TRANSFERS = 60;
    private static final int PAGE = 25;
    private static final String PATH = "/api/staff/transfers?view=departments&limit=" + PAGE;

    @Override
    public String name() {
        return "overview-http";
    }

    @Override
    public String about() {
        return "a page of the staff's overview as JSON, against a static file of nginx";
    }

    @Override
    public List<String> keys() {
        return RequestContest.keys("overview");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var portal = lab.portal();
        Together.run(Collections.nCopies(TRANSFERS, () -> SenderJourney.begin(portal.process())));
        var staff = StaffJourney.signIn(portal.process(), DemoStaff.SANNE);
        var body = staff.browser().download(PATH).body();
        var items = new JsonObject(Buffer.buffer(body)).getJsonArray("items").size();
        if (items != PAGE) {
            throw new IllegalStateException("a page of " + items);
        }
        new RequestContest("overview", Offer.of(portal, PATH, "Cookie: " + staff.browser().cookie()), body,
                lab.effort().of(4_000, 250))
                .run(lab, figures);
    }
}
