package nl.rijkscloud.bench;

import java.util.List;

/**
 * A thousand scans of 100 KiB for one transfer, eight at a time on kept-alive connections. The portal is timed until
 * the last one is accepted: sealed, synced, committed, read back and its SHA-256 recorded. The others are timed until
 * the last response.
 */
final class SmallDocuments implements Measurement {
    private static final int CLIENTS = 8;
    private static final int DOCUMENTS = 1_000;
    private static final long SIZE = 100 << 10;

    @Override
    public String name() {
        return "small-documents";
    }

    @Override
    public String about() {
        return "1,000 documents of 100 KiB in one transfer, 8 at a time, against nginx' PUT and @tus/server";
    }

    @Override
    public List<String> keys() {
        return List.of("smallDocumentsPerSecond", "smallDocumentsVsTusNode", "smallDocumentsVsNginx",
                "smallDocumentCpuMilliseconds", "smallDocumentsInOneRequestPerSecond",
                "smallDocumentsInOneRequestVsTusNode", "smallDocumentInOneRequestCpuMilliseconds");
    }

    @Override
    public void measure(Lab lab, Figures figures) throws Exception {
        var warmUps = lab.effort().of(2, 1);
        lab.needsDisk((lab.fewRepetitions() + warmUps) * 2 * DOCUMENTS * SIZE);
        var portal = lab.freshPortal(lab.jvm());
        try {
            var streams = new Streams(lab, CLIENTS);
            var samples = Rounds.runFew(lab, warmUps, Rounds::refuse,
                    side(streams, new PortalBatches(portal, TusRequests.TWO)),
                    side(streams, new RivalBatches.OfTusNode(lab.tusNode(), TusRequests.TWO)),
                    side(streams, new PortalBatches(portal, TusRequests.ONE)),
                    side(streams, new RivalBatches.OfTusNode(lab.tusNode(), TusRequests.ONE)),
                    side(streams, new RivalBatches.OfNginx(lab.nginx())));
            var nginx = samples.get(4);
            tell(figures, "", "POST and PATCH", samples.get(0), samples.get(1), nginx);
            tell(figures, "InOneRequest", "creation-with-upload", samples.get(2), samples.get(3), nginx);
            speed(figures, "smallDocumentsNginx", "Nginx, PUT", nginx);
        } finally {
            lab.stop(portal);
        }
    }

    private static Rounds.Side side(Streams streams, Batches batches) {
        return () -> streams.upload(batches, DOCUMENTS, SIZE);
    }

    private static void tell(
            Figures figures, String way, String how, List<Sample> ours, List<Sample> node, List<Sample> nginx) {
        var documents = "smallDocuments" + way;
        var document = "smallDocument" + way;
        speed(figures, documents, how, ours);
        figures.add(documents + "VsTusNode", what(how) + ": speed, TusNode with the same requests = 1"
                + Contest.CACHED,
                ratio(ours, node));
        figures.add(documents + "VsNginx", what(how) + ": speed, Nginx' PUT = 1" + Contest.CACHED,
                ratio(ours, nginx));
        figures.add(document + "CpuMilliseconds", what(how) + ": CPU ms per document, JVM and PostgreSQL",
                Series.of(ours, sample -> cpu(sample.cpuSeconds() + sample.databaseCpuSeconds())));
        figures.add(document + "JvmCpuMilliseconds", what(how) + ": CPU ms per document, JVM",
                Series.of(ours, sample -> cpu(sample.cpuSeconds())));
        figures.add(document + "PostgresCpuMilliseconds", what(how) + ": CPU ms per document, PostgreSQL",
                Series.of(ours, sample -> cpu(sample.databaseCpuSeconds())));
        speed(figures, documents + "TusNode", how + ", TusNode", node);
        figures.add(document + "TusNodeCpuMilliseconds", what(how) + ", TusNode: CPU ms per document",
                Series.of(node, sample -> cpu(sample.cpuSeconds())));
    }

    private static void speed(Figures figures, String key, String how, List<Sample> samples) {
        figures.add(key + "PerSecond", what(how) + ": documents/s",
                Series.of(samples, sample -> DOCUMENTS / sample.seconds()));
    }

    private static Series ratio(List<Sample> ours, List<Sample> theirs) {
        return Series.ofPairs(ours, theirs, (our, their) -> their.seconds() / our.seconds());
    }

    private static double cpu(double seconds) {
        return seconds / DOCUMENTS * 1_000;
    }

    private static String what(String how) {
        return "1,000 documents of 100 KiB, 8 at a time, " + how;
    }
}
