package nl.rijkscloud.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import nl.rijkscloud.testing.SenderJourney;

/**
 * The time to create a document in a transfer with thousands of documents, and in an empty one: eight clients send
 * 5,000 documents to one transfer, and only the creations are timed.
 */
final class ManyDocuments implements Measurement {
    private static final int DOCUMENTS = 5_000;
    private static final int WARM_UP = 500;
    private static final int TIMED = 50;
    private static final int CLIENTS = 8;
    private static final long SIZE = 100 << 10;

    @Override
    public String name() {
        return "many-documents";
    }

    @Override
    public String about() {
        return "the last creations in a transfer of 5,000 documents of 100 KiB, against the first, 8 at a time";
    }

    @Override
    public List<String> keys() {
        return List.of("createLastVsFirst", "createFirstMilliseconds", "createLastMilliseconds");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        lab.needsDisk((DOCUMENTS + WARM_UP) * SIZE);
        var portal = lab.freshPortal(lab.jvm());
        try {
            send(lab, portal, WARM_UP);
            var times = send(lab, portal, DOCUMENTS);
            var first = Series.of(Arrays.copyOf(times, TIMED));
            var last = Series.of(Arrays.copyOfRange(times, DOCUMENTS - TIMED, DOCUMENTS));
            figures.add("createLastVsFirst", "creation of document 4,951 to 5,000 of a transfer, 8 clients: median "
                    + "time, that of 1 to 50 = 1", Series.of(last.median() / first.median()));
            figures.add("createFirstMilliseconds", "creation of document 1 to 50 of a transfer, 8 clients, ms", first);
            figures.add("createLastMilliseconds", "creation of document 4,951 to 5,000 of a transfer, 8 clients, ms",
                    last);
        } finally {
            lab.stop(portal);
        }
    }

    /** Returns the milliseconds of each creation, in the order in which they began. */
    private static double[] send(Lab lab, PortalServer portal, int documents) throws Exception {
        var sender = SenderJourney.begin(portal.process());
        var times = new double[documents];
        var failures = new Streams(lab, CLIENTS)
                .repeat(portal, documents, (exchange, number) -> send(exchange, portal, sender, number, times))
                .failures();
        if (failures > 0) {
            throw new IllegalStateException(failures + " of " + documents + " documents failed");
        }
        PortalBatches.awaitAccepted(portal, sender, documents);
        return times;
    }

    private static Exchange.Answer send(
            Exchange exchange, PortalServer portal, SenderJourney sender, int number, double[] times)
            throws IOException {
        var cookie = "Cookie: " + sender.browser().cookie();
        var start = System.nanoTime();
        var created = TusRequests.create(exchange, portal, PortalBatches.target(sender), "scan-" + number + ".txt",
                SIZE, cookie);
        times[number] = (System.nanoTime() - start) / 1e6;
        return created.succeeded() ? TusRequests.append(exchange, portal, created, SIZE, cookie) : created;
    }
}
