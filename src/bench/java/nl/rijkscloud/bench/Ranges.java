package nl.rijkscloud.bench;

import java.nio.file.Files;
import java.util.List;
import java.util.Random;

/** Ranges of a document, spread over it, in sequence on one connection: the same ranges for both. */
final class Ranges implements Measurement {
    private static final int PART = 1 << 20;
    private static final long SEED = 2026;

    @Override
    public String name() {
        return "ranges";
    }

    @Override
    public String about() {
        return "parts of 1 MiB by Range, hot, against nginx";
    }

    @Override
    public List<String> keys() {
        return Contest.keys("ranges", "Nginx");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var size = lab.effort().bytes();
        lab.needsDisk(2 * size);
        var parts = lab.effort().quick() ? 128 : 512;
        var offsets = new Random(SEED).longs(parts, 0, size - PART).toArray();
        var ours = PortalOffers.one(lab.portal(), size);
        var theirs = lab.nginx().offer(size);
        var one = new Streams(lab, 1);
        var contest = Contest.run(lab, () -> one.fetch(ours.offer(), parts, i -> range(offsets[i])),
                () -> one.fetch(theirs.offer(), parts, i -> range(offsets[i])));
        Files.delete(theirs.file());
        contest.into(figures, "ranges", "Nginx", "parts of 1 MiB by Range, hot");
    }

    private static String[] range(long from) {
        return new String[] {"Range: bytes=" + from + "-" + (from + PART - 1)};
    }
}
