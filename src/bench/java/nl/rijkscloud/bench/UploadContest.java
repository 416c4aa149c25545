package nl.rijkscloud.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Uploads at full speed, against a server that only writes them to disk.
 *
 * @param key the start of the figures' names, which end in {@code rival}
 * @param sides the two connections
 */
record UploadContest(String name, String about, String key, String rival, Load full, Load quick, Sides sides)
        implements Measurement {
    interface Sides {
        PortalServer ours(Lab lab) throws Exception;

        Intake theirs(Lab lab) throws Exception;
    }

    @Override
    public boolean inQuick() {
        return quick.streams() > 0;
    }

    @Override
    public List<String> keys() {
        var own = List.of(key + "PeakRssMB", key + "AnswerMilliseconds", key + rival + "AnswerMilliseconds");
        return Stream.concat(Contest.keys(key, rival).stream(), own.stream()).toList();
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var load = lab.effort().of(full, quick);
        lab.needsDisk(load.total());
        var portal = sides.ours(lab);
        var ours = new PortalIntake(portal, Math.min(10, load.streams()));
        var theirs = sides.theirs(lab);
        var streams = new Streams(lab, load.streams());
        var peaks = new ArrayList<Double>();
        var contest = Contest.run(lab, () -> {
            portal.forgetPeak();
            var sample = streams.upload(ours, load.bytes());
            peaks.add((double) portal.usage().peakMiB());
            return sample;
        }, () -> streams.upload(theirs, load.bytes()));
        var what = name + ", " + load;
        contest.into(figures, key, rival, what);
        figures.addOnce(key + "PeakRssMB", what + ": peak RSS, MiB",
                Series.of(lab.counted(peaks), Double::doubleValue));
        figures.addOnce(key + "AnswerMilliseconds", what + ": from the last byte to the answer, ms",
                contest.ours(Sample::waitedMilliseconds));
        figures.add(key + rival + "AnswerMilliseconds", what + ", " + rival + ": the same, ms",
                contest.theirs(Sample::waitedMilliseconds));
        if (load.streams() == 1) {
            figures.addOnce("readBackCpuSecondsPerGB", what + ": reading it back afterwards, CPU s/GB",
                    Series.of(lab.counted(ours.readBacks()), Double::doubleValue));
        }
    }
}
