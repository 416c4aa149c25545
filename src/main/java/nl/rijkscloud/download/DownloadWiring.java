package nl.rijkscloud.download;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.util.List;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.blob.BlobWiring;
import nl.rijkscloud.compose.ComposeWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.stream.Downloader;
import nl.rijkscloud.transfer.TransferWiring;
import nl.rijkscloud.triage.TriageWiring;

/** Wires the recipient's list, documents and archive, and the record of downloads. */
public final class DownloadWiring {
    private final Platform platform;
    private final TransferWiring transfer;
    private final ComposeWiring compose;
    private final ReceivedTransfers received;
    private final Downloads downloads;
    private final Downloader downloader;

    public DownloadWiring(
            Platform platform, AuditWiring audit, BlobWiring blob, LinkWiring link, TransferWiring transfer,
            ComposeWiring compose, TriageWiring triage) {
        this.platform = platform;
        this.transfer = transfer;
        this.compose = compose;
        received = new ReceivedTransfers(
                platform.database(), transfer.transfers(), transfer.documents(), transfer.recipients(),
                link.recent());
        downloads = new Downloads(
                platform.database(), transfer.transfers(), transfer.documents(), transfer.recipients(),
                audit.audit(), triage.marks(), platform.config().retention().afterDownload(), platform.clock(),
                link.recent());
        downloader = new Downloader(blob.workers(), blob.store(), blob.pool());
        downloader.bindTo(platform.metrics());
    }

    public List<PeriodicTask> chores() {
        return List.of(new PeriodicTask("downloads", pass -> downloads.clear()));
    }

    /** Records progress every second from now on, until {@link #settle}. */
    public void startRecording() {
        downloads.startRecording(platform.vertx(), platform.metrics());
    }

    /** Completes when everything that was sent has been recorded. */
    public Future<Void> settle() {
        return downloads.settle();
    }

    public void mount(Router router, AccessWiring access) {
        new TransferRoutes(access.recentLinks(), access.recentGrants(), compose.reader(), received, downloads,
                platform.config().scan()).mount(router);
        new DownloadRoutes(access.recentGrants(), received, downloads, downloader, transfer.streams()).mount(router);
    }
}
