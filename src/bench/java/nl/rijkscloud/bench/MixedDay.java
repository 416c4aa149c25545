package nl.rijkscloud.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;

/** People who do different things at the same time: staff, senders, recipients, and visitors who begin a submission. */
final class MixedDay {
    /**
     * A kind of people.
     *
     * @param people how many at once, in a day of factor 1
     * @param period seconds between the beginnings of two acts of one person
     * @param patience milliseconds within which 95 of 100 acts are over, or it is too slow for people
     */
    enum Kind {
        STAFF("Staff", 30, 2, 1_000),
        UPLOADS("Uploads", 20, 2, 2_000),
        DOWNLOADS("Downloads", 20, 2, 2_000),
        SUBMISSIONS("Submissions", 2, 5, 10_000);

        private final String word;
        private final int people;
        private final double period;
        private final double patience;

        Kind(String word, int people, double period, double patience) {
            this.word = word;
            this.people = people;
            this.period = period;
            this.patience = patience;
        }

        /** In names of figures. */
        String word() {
            return word;
        }

        boolean gave(Visits visits) {
            return visits.errors() > 0 || visits.percentile(0.95) > patience;
        }
    }

    private static final long UPLOADED = 1L << 20;
    private static final long DOWNLOADED = 4L << 20;
    private static final double WARM_UP = 5;
    private static final String OVERVIEW = "/api/staff/transfers?view=departments&limit=25";

    private final PortalServer portal;
    private final List<SenderJourney> senders = new ArrayList<>();
    private final Offer document;
    private final Offer overview;

    /** Prepares a document to download and somebody of the staff. */
    MixedDay(PortalServer portal) throws Exception {
        this.portal = portal;
        document = PortalOffers.one(portal, DOWNLOADED).offer();
        var staff = StaffJourney.signIn(portal.process(), DemoStaff.OMAR);
        overview = Offer.of(portal, OVERVIEW, "Cookie: " + staff.browser().cookie());
    }

    /** @param factor how many times the people of a day of factor 1 */
    Map<Kind, Visits> run(int factor, double seconds) throws Exception {
        var more = Kind.UPLOADS.people * factor - senders.size();
        senders.addAll(Together.run(Collections.nCopies(more, () -> SenderJourney.begin(portal.process()))));
        var visits = new EnumMap<Kind, Visits>(Kind.class);
        var people = new ArrayList<Callable<Void>>();
        var start = System.nanoTime();
        for (var kind : Kind.values()) {
            var all = new Visits();
            visits.put(kind, all);
            var count = kind.people * factor;
            for (var i = 0; i < count; i++) {
                var number = i;
                var from = start + (long) (kind.period * 1e9 * i / count);
                people.add(() -> {
                    Thread.sleep(Math.max(0, (from - System.nanoTime()) / 1_000_000));
                    visit(kind, number, all, start + (long) (WARM_UP * 1e9),
                            start + (long) ((WARM_UP + seconds) * 1e9));
                    return null;
                });
            }
        }
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (var one : threads.invokeAll(people)) {
                one.get();
            }
        }
        return visits;
    }

    private void visit(Kind kind, int number, Visits visits, long counted, long end) throws Exception {
        if (kind == Kind.SUBMISSIONS) {
            visits.repeat(this::submit, kind.period, counted, end);
            return;
        }
        try (var exchange = new Exchange(portal)) {
            visits.repeat(act(kind, number, exchange), kind.period, counted, end);
        }
    }

    private Visits.Act act(Kind kind, int number, Exchange exchange) {
        return switch (kind) {
            case STAFF -> () -> exchange.get(overview.request()).succeeded();
            case DOWNLOADS -> () -> {
                var answer = exchange.get(document.request());
                return answer.succeeded() && answer.bytes() == DOWNLOADED;
            };
            case UPLOADS -> {
                var sender = senders.get(number);
                yield () -> TusRequests.ONE.send(exchange, portal, PortalBatches.target(sender),
                        "scan-" + System.nanoTime() + ".txt", UPLOADED, "Cookie: " + sender.browser().cookie())
                        .succeeded();
            }
            case SUBMISSIONS -> throw new IllegalArgumentException(kind + " takes a browser");
        };
    }

    /** Fills in the form, waits for the mail, and with its link sends a letter that has been checked. */
    private boolean submit() {
        var sender = SenderJourney.begin(portal.process());
        sender.add("brief.txt", "Een kort document.\n".getBytes(StandardCharsets.US_ASCII));
        sender.awaitChecked();
        return !sender.submit().isEmpty();
    }
}
