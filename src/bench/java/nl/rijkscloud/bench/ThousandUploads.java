package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A thousand senders on slow connections in parallel. The portal is a new process each time, so that the memory is
 * theirs; it warms up meanwhile.
 */
final class ThousandUploads implements Measurement {
    private static final int STREAMS = 1_000;
    private static final int BYTES_PER_SECOND = 512_000;
    private static final int SENDERS = 50;

    @Override
    public String name() {
        return "thousand";
    }

    @Override
    public String about() {
        return "1,000 uploads at once of 512 kB/s each, against nginx' PUT: failures and memory";
    }

    @Override
    public List<String> keys() {
        return List.of("thousandUploadsRssMB", "thousandUploadsFailures", "thousandUploadsVsNginx",
                "thousandUploadsCpuSecondsPerGB");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var size = lab.effort().quick() ? BYTES_PER_SECOND : 20L * BYTES_PER_SECOND;
        lab.needsDisk(STREAMS * size);
        var portal = lab.freshPortal(lab.jvm());
        try {
            var ours = new PortalIntake(portal, SENDERS);
            var streams = new SlowStreams(lab, STREAMS, BYTES_PER_SECOND);
            var peaks = new ArrayList<Double>();
            var contest = Contest.countingFailures(lab, () -> {
                portal.restart();
                var sample = streams.upload(ours, size);
                peaks.add((double) portal.usage().peakMiB());
                return sample;
            }, () -> streams.upload(lab.nginx(), size));
            contest.into(figures, "thousandUploads", "Nginx",
                    "1,000 uploads of 512 kB/s, " + size / BYTES_PER_SECOND + " s each");
            figures.add("thousandUploadsRssMB", "1,000 uploads of 512 kB/s: peak RSS, MiB",
                    Series.of(peaks, Double::doubleValue));
            figures.addOnce("thousandUploadsFailures", "1,000 uploads of 512 kB/s: streams that failed",
                    contest.ours(Sample::failures));
        } finally {
            lab.stop(portal);
        }
    }
}
