package nl.rijkscloud.bench;

import java.nio.charset.StandardCharsets;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;

/**
 * Small responses on kept-alive connections: a page, and JSON that needs a session, a key and the database; against
 * nginx with the same bytes in a file.
 */
final class SmallRequests implements Measurement {
    private static final int CONNECTIONS = 8;

    @Override
    public String name() {
        return "small";
    }

    @Override
    public String about() {
        return "a page, and a JSON answer out of the database, against static files of nginx";
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var portal = lab.portal();
        var sender = SenderJourney.begin(portal.process());
        sender.add("document.txt", "Een kort document.\n".getBytes(StandardCharsets.US_ASCII));
        PortalIntake.awaitChecked(sender);
        one(lab, figures, "page", Offer.of(portal, "/"), body(new PortalClient(portal.process().baseUrl()), "/"));
        one(lab, figures, "json", Offer.of(portal, "/api/transfer?transfer=" + sender.transferId(),
                "Cookie: " + sender.browser().cookie()), body(sender.browser(), "/api/transfer"));
    }

    private static void one(Lab lab, Figures figures, String key, Offer ours, byte[] body) throws Exception {
        var theirs = lab.nginx().offer(body);
        var times = lab.effort().quick() ? 500 : 4_000;
        var streams = new Streams(lab, CONNECTIONS);
        Rounds.Side our = () -> streams.fetch(ours, times, i -> new String[0]);
        Rounds.Side their = () -> streams.fetch(theirs, times, i -> new String[0]);
        var contest = Contest.run(lab, our, their);
        var requests = CONNECTIONS * times;
        var what = key + " of " + body.length + " bytes, " + CONNECTIONS + " connections";
        figures.add(key + "VsNginx", what + ": speed, Nginx = 1", contest.ratio());
        figures.add(key + "RequestsPerSecond", what + ": requests/s",
                contest.ours(sample -> requests / sample.seconds()));
        figures.add(key + "NginxRequestsPerSecond", what + ", Nginx: requests/s",
                contest.theirs(sample -> requests / sample.seconds()));
        figures.add(key + "CpuMicroseconds", what + ": CPU us per request",
                contest.ours(sample -> sample.cpuSeconds() / requests * 1e6));
    }

    private static byte[] body(PortalClient client, String path) {
        return client.download(path).body();
    }
}
