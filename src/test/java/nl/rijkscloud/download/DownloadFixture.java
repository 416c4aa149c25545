package nl.rijkscloud.download;

import static nl.rijkscloud.testing.SampleTransfer.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.stream.HandoverProgress;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.triage.ReadMarks;

/** A delivered transfer of two documents, one of them empty, and the recording of their downloads. */
public final class DownloadFixture implements AutoCloseable {
    public static final int LENGTH = 1000;
    static final Duration KEPT_AFTER = Duration.ofDays(3);

    public final SampleTransfer transfer;
    public final UUID first;
    public final UUID second;
    public final ReceivedTransfer received;
    public Downloads downloads;
    public Grant grant;

    public DownloadFixture(Path folder) throws Exception {
        transfer = new SampleTransfer(folder);
        first = transfer.accepted("a.pdf", new byte[LENGTH]);
        second = transfer.accepted("leeg.txt", new byte[0]);
        transfer.deliver();
        downloads = downloads();
        grant = transfer.downloadGrant();
        received = await(new ReceivedTransfers(transfer.database, transfer.transfers, transfer.documents,
                transfer.recipients, transfer.recent).find(grant));
    }

    @Override
    public void close() {
        transfer.close();
    }

    public void hand(UUID document, long start, long end, boolean complete) {
        await(handing(document, start, end, complete));
    }

    public void sent(UUID document, HandoverProgress sent) {
        await(downloads.recordHandover(grant, received.document(document).content(), sent));
    }

    /** Starts a response that has handed over these bytes and keeps running. */
    Promise<HandoverProgress> running(UUID document, long start, long end) {
        var response = Promise.<HandoverProgress>promise();
        downloads.handOver(grant, received.document(document).content(), ByteRange.whole(LENGTH), mark -> {
            mark.accept(end);
            return response.future();
        });
        return response;
    }

    public Downloads downloads() {
        return new Downloads(transfer.database, transfer.transfers, transfer.documents, transfer.recipients,
                transfer.audit, new ReadMarks(transfer.database, transfer.clock), Optional.of(KEPT_AFTER),
                transfer.clock, transfer.recent);
    }

    Grant of(Recipient other) {
        return new Grant(
                grant.session(), grant.link(), grant.transfer(), grant.kind(), java.util.Optional.of(other.id()),
                grant.keys(), grant.staff(),
                grant.codeGiven(), grant.source(), grant.addressee());
    }

    long lines(String action) {
        return transfer.value("select count(*) from audit_entry where action = '" + action + "'").map(Long::parseLong)
                .orElseThrow();
    }

    public long progress() {
        return transfer.value("select count(*) from download_progress").map(Long::parseLong).orElseThrow();
    }

    public Future<Void> handing(UUID document, long start, long end, boolean complete) {
        return downloads.recordHandover(grant, received.document(document)
                .content(), new HandoverProgress(new ByteRange(start, end), complete));
    }

    public boolean downloaded(UUID document) {
        return transfer.value("select downloaded_at from document where id = '" + document + "'").isPresent();
    }
}
