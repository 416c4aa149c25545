package nl.rijkscloud.bench;

import java.util.List;

/** The work after the last byte of a small document; larger documents show it in their own measurements. */
final class LastByte implements Measurement {
    private static final long SMALL = 1 << 20;

    @Override
    public String name() {
        return "last-byte";
    }

    @Override
    public String about() {
        return "from the last byte of a document of 1 MiB to the answer, against nginx";
    }

    @Override
    public List<String> keys() {
        return List.of("lastByte1MiBMilliseconds", "lastByte1MiBNginxMilliseconds");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var ours = new PortalIntake(lab.portal(), 1);
        var one = new Streams(lab, 1);
        var times = lab.effort().of(20, 8);
        var contest = Contest.run(lab, () -> typical(one, ours, times), () -> typical(one, lab.nginx(), times));
        figures.add("lastByte1MiBMilliseconds", "upload of 1 MiB: from the last byte to the answer, ms",
                contest.ours(Sample::waitedMilliseconds));
        figures.add("lastByte1MiBNginxMilliseconds", "upload of 1 MiB, Nginx: the same, ms",
                contest.theirs(Sample::waitedMilliseconds));
    }

    /** The median of several, since one takes almost no time. */
    private static Sample typical(Streams one, Intake intake, int times) throws Exception {
        var waited = new double[times];
        var last = one.upload(intake, SMALL);
        for (var i = 0; i < times; i++) {
            last = one.upload(intake, SMALL);
            waited[i] = last.waited();
        }
        return new Sample(last.seconds(), last.bytes(), last.cpuSeconds(), last.databaseCpuSeconds(),
                Series.of(waited).median(), last.failures());
    }
}
