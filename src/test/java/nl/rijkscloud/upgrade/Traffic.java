package nl.rijkscloud.upgrade;

import static nl.rijkscloud.testing.SenderJourney.expect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.demo.Portal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TusUpload;

/** People at work, until they are told to stop. Every answer that they do not expect is a failure. */
final class Traffic {
    private interface Work {
        void once() throws Exception;
    }

    private static final int DOCUMENT = 300_000;
    private static final int LARGE = 6 << 20;
    private static final int PIECE = 1 << 20;
    private static final int READ = 16 << 10;

    private final Portal portal;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> done = new ConcurrentHashMap<>();
    private final Map<String, Long> slowest = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private List<Thread> people = List.of();

    Traffic(Portal portal) {
        this.portal = portal;
    }

    void start() {
        var sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
        var omar = StaffJourney.signIn(portal, DemoStaff.OMAR);
        var fenna = StaffJourney.signIn(portal, DemoStaff.FENNA);
        var visitor = new PortalClient(portal.baseUrl());
        people = List.of(
                again("journeys", () -> sendAndFetch(sanne)),
                again("slow journeys", () -> sendAndFetchSlowly(omar)),
                again("pages of the log", () -> read(fenna.browser(), "/api/staff/audit", 500)),
                again("lists", () -> read(sanne.browser(), "/api/staff/transfers", 200)),
                again("pages", () -> read(visitor, "/", 30)));
    }

    /** How often each kind of work was done; throws nothing that went wrong, see {@link #failures}. */
    Map<String, AtomicInteger> stop() throws InterruptedException {
        stopped = true;
        for (var person : people) {
            person.join(Duration.ofMinutes(2));
        }
        return new TreeMap<>(done);
    }

    /** Milliseconds of the longest of each kind of work, its own pauses included. */
    Map<String, Long> slowest() {
        return new TreeMap<>(slowest);
    }

    Queue<String> failures() {
        return failures;
    }

    private Thread again(String kind, Work work) {
        return Thread.ofPlatform().name(kind).start(() -> {
            while (!stopped) {
                var begun = System.nanoTime();
                try {
                    work.once();
                    slowest.merge(kind, (System.nanoTime() - begun) / 1_000_000, Math::max);
                    done.computeIfAbsent(kind, unseen -> new AtomicInteger()).incrementAndGet();
                } catch (Exception | AssertionError failed) {
                    failures.add(kind + ": " + failed);
                }
            }
        });
    }

    private static void read(PortalClient by, String path, long pause) throws InterruptedException {
        expect(200, by.get(path));
        Thread.sleep(pause);
    }

    private void sendAndFetch(StaffJourney staff) {
        var content = bytes(DOCUMENT);
        var sender = SenderJourney.begin(portal);
        sender.add("scan.txt", content);
        sender.awaitChecked();
        sender.submit();
        staff.open(sender.downloadLink());
        check(content, staff.download(SenderJourney.documents(staff.transfer()).getFirst()));
        sender.report();
    }

    private void sendAndFetchSlowly(StaffJourney staff) throws IOException {
        var content = bytes(LARGE);
        var sender = SenderJourney.begin(portal);
        var upload = TusUpload.create(sender.browser(), "boek.txt", LARGE);
        for (int at = 0; at < LARGE; at += PIECE) {
            var piece = Arrays.copyOfRange(content, at, at + PIECE);
            expect(204, upload.append(at, BodyPublishers.ofInputStream(() -> slowly(new ByteArrayInputStream(piece)))));
        }
        sender.awaitChecked();
        sender.submit();
        staff.open(sender.downloadLink());
        var document = SenderJourney.documents(staff.transfer()).getFirst();
        var response = staff.browser().stream(document.getString("href"));
        try (var body = slowly(response.body())) {
            check(content, body.readAllBytes());
        }
    }

    /** About 1 MB/s. */
    private static InputStream slowly(InputStream fast) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return fast.read();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                try {
                    Thread.sleep(15);
                } catch (InterruptedException interrupted) {
                    throw new IOException(interrupted);
                }
                return fast.read(into, from, Math.min(length, READ));
            }

            @Override
            public int available() throws IOException {
                return Math.min(READ, fast.available());
            }
        };
    }

    private static void check(byte[] sent, byte[] received) {
        if (!Arrays.equals(sent, received)) {
            throw new AssertionError("other bytes came back");
        }
    }

    /** Text, so that the portal accepts it under the name. */
    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        var random = new Random();
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(26));
        }
        return bytes;
    }
}
