package nl.rijkscloud.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Downloads one document at full speed, against nginx' sendfile.
 *
 * @param cold true to drop the document from the page cache before each repetition
 */
record DownloadContest(String name, String about, String key, Load full, Load quick, boolean cold, Sides sides)
        implements Measurement {
    interface Sides {
        PortalServer ours(Lab lab) throws Exception;

        Nginx theirs(Lab lab) throws Exception;
    }

    @Override
    public boolean inQuick() {
        return quick.streams() > 0;
    }

    @Override
    public List<String> keys() {
        return Contest.keys(key, "Nginx");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var load = lab.effort().of(full, quick);
        lab.needsDisk(2 * load.bytes());
        var ours = PortalOffers.one(sides.ours(lab), load.bytes());
        var theirs = sides.theirs(lab).offer(load.bytes());
        var streams = new Streams(lab, load.streams());
        var contest = Contest.run(lab, () -> once(streams, ours), () -> once(streams, theirs));
        Files.delete(theirs.file());
        contest.into(figures, key, "Nginx", name + ", " + load, !cold);
    }

    private Sample once(Streams streams, Offer.Stored stored) throws Exception {
        if (cold) {
            forget(stored.file());
        }
        return streams.download(stored.offer());
    }

    /** dd asks the system to drop the file from its cache (posix_fadvise), which Java cannot. */
    private static void forget(Path file) throws IOException, InterruptedException {
        var dd = new ProcessBuilder("dd", "of=" + file, "oflag=nocache", "conv=notrunc,fdatasync", "count=0",
                "status=none").inheritIO().start();
        if (dd.waitFor() != 0) {
            throw new IllegalStateException("dd did not drop " + file);
        }
    }
}
