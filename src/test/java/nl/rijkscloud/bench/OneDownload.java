package nl.rijkscloud.bench;

import java.nio.file.Files;

/** One document on one connection, from the page cache, against nginx' sendfile. */
final class OneDownload implements Measurement {
    @Override
    public String name() {
        return "download";
    }

    @Override
    public String about() {
        return "one download at a time, hot, against nginx' sendfile";
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var size = lab.effort().bytes();
        lab.needsDisk(2 * size);
        var ours = PortalOffers.one(lab.portal(), size);
        var theirs = lab.nginx().offer(size);
        var one = new Streams(lab, 1);
        var contest = Contest.run(lab, () -> one.download(ours), () -> one.download(theirs));
        Files.delete(theirs.file());
        var what = "download of " + lab.effort().size() + ", hot, one stream";
        figures.add("downloadVsNginx", what + ": speed, of nginx'", contest.ratio());
        figures.add("downloadMBPerSecond", what + ": MB/s", contest.ours(Sample::megabytesPerSecond));
        figures.add("downloadNginxMBPerSecond", what + ", nginx: MB/s", contest.theirs(Sample::megabytesPerSecond));
        figures.add("downloadCpuSecondsPerGB", what + ": CPU s/GB", contest.ours(Sample::cpuPerGigabyte));
        figures.add("downloadNginxCpuSecondsPerGB", what + ", nginx: CPU s/GB", contest.theirs(Sample::cpuPerGigabyte));
    }
}
