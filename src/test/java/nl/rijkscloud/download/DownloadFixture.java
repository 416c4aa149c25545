package nl.rijkscloud.download;

import static nl.rijkscloud.testing.SampleTransfer.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.UUID;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.Recipient;

/** A delivered transfer of two documents, one without bytes, and what records that they are downloaded. */
final class DownloadFixture implements AutoCloseable {
    static final int LENGTH = 1000;

    final SampleTransfer transfer;
    final UUID first;
    final UUID second;
    final Received received;
    Downloads downloads;
    Grant grant;

    DownloadFixture(Path folder) throws Exception {
        transfer = new SampleTransfer(folder);
        first = transfer.accepted("a.pdf", new byte[LENGTH]);
        second = transfer.accepted("leeg.txt", new byte[0]);
        transfer.deliver();
        downloads = downloads();
        grant = transfer.downloadGrant();
        received = await(new ReceivedTransfers(transfer.database, transfer.transfers, transfer.documents, transfer.recipients).of(grant));
    }

    @Override
    public void close() {
        transfer.close();
    }

    void hand(UUID document, long start, long end, boolean complete) {
        await(handing(document, start, end, complete));
    }

    void sent(UUID document, Sent sent) {
        await(downloads.handedOver(grant, received.document(document).content(), sent));
    }

    /** A response that has handed over these bytes and goes on. */
    Promise<Sent> running(UUID document, long start, long end) {
        var response = Promise.<Sent>promise();
        downloads.handOver(grant, received.document(document).content(), ByteRange.whole(LENGTH), mark -> {
            mark.accept(end);
            return response.future();
        });
        return response;
    }

    Downloads downloads() {
        return new Downloads(transfer.database, transfer.transfers, transfer.documents, transfer.recipients, transfer.audit, transfer.clock);
    }

    Grant of(Recipient other) {
        return new Grant(
                grant.session(), grant.link(), grant.transfer(), grant.kind(), java.util.Optional.of(other.id()), grant.keys(), grant.staff(),
                grant.codeGiven(), grant.source());
    }

    long lines(String action) {
        return transfer.value("select count(*) from audit_entry where action = '" + action + "'").map(Long::parseLong).orElseThrow();
    }

    long progress() {
        return transfer.value("select count(*) from download_progress").map(Long::parseLong).orElseThrow();
    }

    Future<Void> handing(UUID document, long start, long end, boolean complete) {
        return downloads.handedOver(grant, received.document(document).content(), new Sent(new ByteRange(start, end), complete));
    }

    boolean downloaded(UUID document) {
        return transfer.value("select downloaded_at from document where id = '" + document + "'").isPresent();
    }
}
