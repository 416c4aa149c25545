package nl.rijkscloud.bench;

/** One document on one connection, against nginx that only writes it down. */
final class OneUpload implements Measurement {
    @Override
    public String name() {
        return "upload";
    }

    @Override
    public String about() {
        return "one upload at a time, against nginx' PUT";
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var size = lab.effort().bytes();
        lab.needsDisk(2 * size);
        var ours = new PortalIntake(lab.portal());
        var one = new Streams(lab, 1);
        var contest = Contest.run(lab, () -> one.upload(ours, size), () -> one.upload(lab.nginx(), size));
        var what = "upload of " + lab.effort().size() + ", one stream";
        figures.add("uploadVsNginx", what + ": speed, of nginx'", contest.ratio());
        figures.add("uploadMBPerSecond", what + ": MB/s", contest.ours(Sample::megabytesPerSecond));
        figures.add("uploadNginxMBPerSecond", what + ", nginx: MB/s", contest.theirs(Sample::megabytesPerSecond));
        figures.add("uploadCpuSecondsPerGB", what + ": CPU s/GB", contest.ours(Sample::cpuPerGigabyte));
        figures.add("uploadNginxCpuSecondsPerGB", what + ", nginx: CPU s/GB", contest.theirs(Sample::cpuPerGigabyte));
        var readBacks = ours.readBacks().subList(lab.warmUps(), ours.readBacks().size());
        figures.add("readBackCpuSecondsPerGB", "reading it back afterwards: CPU s/GB", Series.of(readBacks, Double::doubleValue));
    }
}
