package nl.rijkscloud.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Several parallel transfers, each at full speed, on a connection and a thread of its own. */
record Streams(Lab lab, int count) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private interface Transfer {
        void run(int number, Exchange exchange, Tally tally) throws Exception;
    }

    /** One turn of a stream: several requests; the last response tells whether all succeeded. */
    interface Act {
        Exchange.Answer once(Exchange exchange, int number) throws IOException;
    }

    private interface Rest {
        void await() throws Exception;
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
     * Fetches this so many times on each stream, in sequence.
     *
     * @param lines of the head of each request, besides those of the offer
     */
    Sample fetch(Offer offer, int times, IntFunction<String[]> lines) throws Exception {
        return timed(offer.server(), (number, exchange, tally) -> {
            for (var i = 0; i < times; i++) {
                tally.downloaded(exchange.get(offer.request(lines.apply(i))));
            }
        });
    }

    /** Sends so many documents of this size over all streams together, and waits until the server is done with them. */
    Sample upload(Batches batches, int documents, long size) throws Exception {
        try (var batch = batches.open(documents)) {
            return repeat(batches.server(), documents, (exchange, number) -> batch.send(exchange, number, size),
                    batch::awaitSettled);
        }
    }

    /** Does the same so many times over all streams together, each as soon as a stream is free. */
    Sample repeat(Server server, int times, Act act) throws Exception {
        return repeat(server, times, act, () -> {});
    }

    private Sample repeat(Server server, int times, Act act, Rest rest) throws Exception {
        var next = new AtomicInteger();
        var done = new AtomicInteger();
        var sample = timed(server, (number, exchange, tally) -> {
            for (var i = next.getAndIncrement(); i < times; i = next.getAndIncrement()) {
                tally.answered(act.once(exchange, i));
                done.incrementAndGet();
            }
        }, rest);
        return sample.withFailures(times - done.get());
    }

    private Sample timed(Server server, Transfer transfer) throws Exception {
        return timed(server, transfer, () -> {});
    }

    /** @param rest is done after the last answer, inside the clock, unless a stream has failed */
    private Sample timed(Server server, Transfer transfer, Rest rest) throws Exception {
        var tally = new Tally();
        var connected = new CountDownLatch(count);
        var begin = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < count; i++) {
            var number = i;
            threads.add(Thread.ofPlatform().name("stream-" + i).start(() -> {
                try (var exchange = new Exchange(server)) {
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
        var database = server.databaseCpuSeconds();
        var start = System.nanoTime();
        begin.countDown();
        for (var thread : threads) {
            if (!thread.join(PATIENCE)) {
                thread.interrupt(); // this closes its connection, and counts as a failure
                thread.join();
            }
        }
        if (!tally.hasFailures()) {
            rest.await();
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        return tally.sample(seconds, server.cpuSeconds() - cpu, server.databaseCpuSeconds() - database);
    }
}
