package nl.rijkscloud.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/**
 * Several transfers at the same moment, each as fast as the server lets it, on a connection and a thread of its own.
 */
record Streams(Lab lab, int count) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private interface Transfer {
        void run(int number, Exchange exchange, Tally tally) throws Exception;
    }

    /** Sends a document of this size on each stream. */
    Sample upload(Intake intake, long size) throws Exception {
        var slots = new ArrayList<Intake.Slot>();
        try {
            for (var i = 0; i < count; i++) {
                slots.add(intake.slot(size));
            }
            var heads = slots.stream().map(Intake.Slot::head).toList();
            return timed(intake.server(),
                    (number, exchange, tally) -> tally.uploaded(exchange.upload(heads.get(number), size), size));
        } finally {
            Together.run(slots.stream().map(slot -> Together.closing(slot)).toList());
        }
    }

    /** Fetches this on each stream. */
    Sample download(Offer offer) throws Exception {
        return fetch(offer, 1, number -> new String[0]);
    }

    /**
     * Fetches this so many times on each stream, one after the other. @param lines of the head of each request, besides
     * what the offer has
     */
    Sample fetch(Offer offer, int times, IntFunction<String[]> lines) throws Exception {
        return timed(offer.server(), (number, exchange, tally) -> {
            for (var i = 0; i < times; i++) {
                tally.downloaded(exchange.get(offer.request(lines.apply(i))));
            }
        });
    }

    private Sample timed(Server server, Transfer transfer) throws Exception {
        var tally = new Tally();
        var connected = new CountDownLatch(count);
        var begin = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < count; i++) {
            var number = i;
            threads.add(Thread.ofPlatform().name("stream-" + i).start(() -> {
                try (var wire = server.connect()) {
                    var exchange = new Exchange(wire);
                    connected.countDown();
                    begin.await();
                    transfer.run(number, exchange, tally);
                } catch (Exception failed) {
                    connected.countDown();
                    tally.failed();
                    lab.say("  " + server.name() + ": " + failed);
                }
            }));
        }
        connected.await();
        var cpu = server.cpuSeconds();
        var start = System.nanoTime();
        begin.countDown();
        for (var thread : threads) {
            if (!thread.join(PATIENCE)) {
                thread.interrupt(); // which closes its connection, and counts as a failure
                thread.join();
            }
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        return tally.sample(seconds, server.cpuSeconds() - cpu);
    }
}
