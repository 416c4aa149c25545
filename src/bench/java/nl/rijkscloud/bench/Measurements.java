package nl.rijkscloud.bench;

import java.util.List;

/** All measurements, in order. */
final class Measurements {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    /** Skipped in a quick run. */
    private static final Load NOTHING = new Load(0, 0);

    static final List<Measurement> ALL = List.of(
            upload("upload", "one upload at a time", "upload", new Load(1, GIB), new Load(1, 256 * MIB)),
            new UploadContest("upload-tus-node", "one upload at a time, against @tus/server on Node", "upload",
                    "TusNode",
                    new Load(1, GIB), new Load(1, 256 * MIB), sides(Lab::tusNode)),
            upload("upload-8gib", "one large upload at a time", "upload8GiB", new Load(1, 8 * GIB), NOTHING),
            new UploadContest("upload-8gib-tus-node", "one large upload at a time, against @tus/server on Node",
                    "upload8GiB", "TusNode",
                    new Load(1, 8 * GIB), NOTHING, sides(Lab::tusNode)),
            upload("fifty-uploads", "50 uploads at once", "fiftyUploads", new Load(50, 64 * MIB),
                    new Load(50, 8 * MIB)),
            new ThousandUploads(),
            download("download", "one download at a time, hot", "download", new Load(1, GIB),
                    new Load(1, 256 * MIB), false),
            download("download-cold", "one download at a time, cold", "coldDownload", new Load(1, GIB),
                    new Load(1, 256 * MIB), true),
            download("fifty-downloads", "50 downloads at once, hot", "fiftyDownloads", new Load(50, 128 * MIB),
                    new Load(50, 8 * MIB), false),
            download("fifty-downloads-cold", "50 downloads at once, cold", "fiftyColdDownloads",
                    new Load(50, 128 * MIB), NOTHING, true),
            new Ranges(),
            new UploadContest("tls-upload", "one upload at a time with TLS, against nginx' PUT with TLS",
                    "tlsUpload", "Nginx",
                    new Load(1, GIB), new Load(1, 256 * MIB), secureSides()),
            new DownloadContest("tls-download", "one download at a time with TLS, hot, against nginx with TLS",
                    "tlsDownload",
                    new Load(1, GIB), new Load(1, 256 * MIB), false,
                    new DownloadSides(Lab::securePortal, Lab::secureNginx)),
            new SmallRequests(),
            new ReportRequests(),
            new OverviewRequests(),
            new LastByte(),
            new SmallDocuments(),
            new ManyDocuments(),
            new StartTime(),
            new Mixed(),
            new SmallMemory(),
            new OverviewPages());

    private Measurements() {}

    /** A value from the lab. */
    private interface Part<T> {
        T of(Lab lab) throws Exception;
    }

    private record DownloadSides(Part<PortalServer> our, Part<Nginx> their) implements DownloadContest.Sides {
        @Override
        public PortalServer ours(Lab lab) throws Exception {
            return our.of(lab);
        }

        @Override
        public Nginx theirs(Lab lab) throws Exception {
            return their.of(lab);
        }
    }

    private record UploadSides(Part<PortalServer> our, Part<Intake> their) implements UploadContest.Sides {
        @Override
        public PortalServer ours(Lab lab) throws Exception {
            return our.of(lab);
        }

        @Override
        public Intake theirs(Lab lab) throws Exception {
            return their.of(lab);
        }
    }

    private static UploadSides sides(Part<Intake> theirs) {
        return new UploadSides(Lab::portal, theirs);
    }

    private static UploadSides secureSides() {
        return new UploadSides(Lab::securePortal, Lab::secureNginx);
    }

    private static Measurement upload(String name, String about, String key, Load full, Load quick) {
        return new UploadContest(name, about + ", against nginx' PUT", key, "Nginx", full, quick, sides(Lab::nginx));
    }

    private static Measurement download(String name, String about, String key, Load full, Load quick, boolean cold) {
        return new DownloadContest(name, about + ", against nginx' sendfile", key, full, quick, cold,
                new DownloadSides(Lab::portal, Lab::nginx));
    }
}
