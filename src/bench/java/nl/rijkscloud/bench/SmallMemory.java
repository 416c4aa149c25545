package nl.rijkscloud.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A large document up and down with little server memory: the memory over time, and its growth. */
final class SmallMemory implements Measurement {
    private static final List<String> LITTLE = List.of("-Xmx128m", "-XX:MaxDirectMemorySize=128m");
    private static final int TENTHS = 10;
    private static final int EVERY_MS = 50;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String about() {
        return "a large document in and out with " + String.join(" ", LITTLE) + ": RSS over time";
    }

    @Override
    public List<String> keys() {
        return List.of("memoryUploadRssMB", "memoryUploadGrowth", "memoryDownloadRssMB", "memoryDownloadGrowth");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var size = lab.effort().quick() ? 512L << 20 : 8L << 30;
        lab.needsDisk(size);
        var portal = lab.freshPortal(Stream.of(lab.jvm(), LITTLE).flatMap(List::stream).toList());
        try {
            var intake = new PortalIntake(portal, 1);
            var one = new Streams(lab, 1);
            one.upload(intake, size / 8); // the JVM compiles and loads its code: once, not per byte
            one.download(PortalOffers.one(portal, size / 8).offer());
            told(figures, "memoryUpload", "upload of " + Effort.size(size),
                    watched(portal, () -> one.upload(intake, size)));
            var stored = PortalOffers.one(portal, size);
            told(figures, "memoryDownload", "download of " + Effort.size(size),
                    watched(portal, () -> one.download(stored.offer())));
        } finally {
            lab.stop(portal);
        }
    }

    private static void told(Figures figures, String key, String what, double[] rss) {
        var tenths = Series.of(rss);
        figures.add(key + "RssMB",
                what + " with 128 MB of heap and of direct memory: RSS in each tenth of the time, MiB", tenths);
        figures.add(key + "Growth", what + ": the highest of these, the lowest = 1",
                Series.of(tenths.highest() / tenths.lowest()));
    }

    /** Mebibytes, the median of each tenth of the time. */
    private static double[] watched(PortalServer portal, Rounds.Side act) throws Exception {
        var seen = new ArrayList<Double>();
        var over = new AtomicBoolean();
        var watcher = Thread.ofPlatform().start(() -> watch(portal, seen, over));
        var failures = act.once().failures();
        over.set(true);
        watcher.join();
        if (failures > 0 || seen.size() < TENTHS) {
            throw new IllegalStateException(failures + " failures, " + seen.size() + " looks at the memory");
        }
        var tenths = new double[TENTHS];
        for (var i = 0; i < TENTHS; i++) {
            var part = seen.subList(i * seen.size() / TENTHS, (i + 1) * seen.size() / TENTHS);
            tenths[i] = Series.of(part, Double::doubleValue).median();
        }
        return tenths;
    }

    private static void watch(PortalServer portal, List<Double> seen, AtomicBoolean over) {
        try {
            while (!over.get()) {
                seen.add((double) portal.usage().residentMiB());
                Thread.sleep(EVERY_MS);
            }
        } catch (IOException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
