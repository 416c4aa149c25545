package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Several transfers at the same moment, each as fast as the server lets it, on a connection and a thread of its own. */
record Streams(Lab lab, int count) {
    private interface Transfer {
        Exchange.Answer run(int number, Exchange exchange) throws Exception;
    }

    /** Sends a document of this size on each stream. */
    Sample upload(Intake intake, long size) throws Exception {
        var slots = new ArrayList<Intake.Slot>();
        try {
            for (var i = 0; i < count; i++) {
                slots.add(intake.slot(size));
            }
            var heads = slots.stream().map(Intake.Slot::head).toList();
            return timed(intake.server(), (number, exchange) -> exchange.upload(heads.get(number), size), count * size);
        } finally {
            close(slots);
        }
    }

    /** Fetches this on each stream. @param lines of the request's head, besides what the offer has */
    Sample download(Offer offer, String... lines) throws Exception {
        return timed(offer.server(), (number, exchange) -> exchange.get(offer.request(lines)), 0);
    }

    /** @param sent bytes that go to the server, if that is what counts */
    private Sample timed(Server server, Transfer transfer, long sent) throws Exception {
        var failures = new AtomicInteger();
        var received = new AtomicLong();
        var begin = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < count; i++) {
            var number = i;
            threads.add(Thread.ofPlatform().name("stream-" + i).start(() -> {
                try (var wire = server.connect()) {
                    var exchange = new Exchange(wire);
                    begin.await();
                    var answer = transfer.run(number, exchange);
                    received.addAndGet(answer.bytes());
                    if (!answer.succeeded()) {
                        throw new IllegalStateException(answer.head());
                    }
                } catch (Exception failed) {
                    failures.incrementAndGet();
                    lab.say("  " + server.name() + ": " + failed);
                }
            }));
        }
        var cpu = server.cpuSeconds();
        var start = System.nanoTime();
        begin.countDown();
        for (var thread : threads) {
            thread.join();
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        return new Sample(seconds, sent > 0 ? sent : received.get(), server.cpuSeconds() - cpu, failures.get());
    }

    private static void close(List<Intake.Slot> slots) throws Exception {
        for (var slot : slots) {
            slot.close();
        }
    }
}
