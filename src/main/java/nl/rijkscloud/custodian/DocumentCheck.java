package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.content.ContentInspection;
import nl.rijkscloud.content.ContentInspection.Outcome;
import nl.rijkscloud.content.ContentInspection.Passage;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.custodian.CheckStore.Claim;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.floe.FloeException;
import nl.rijkscloud.transfer.TransferStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks documents of one transfer with its pending key and has the findings settled together. A destroyed transfer has
 * lost its key, which is no error. Safe for use from any thread: a check that hangs keeps its memory, and the next one
 * gets other memory.
 */
final class DocumentCheck implements TransferCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentCheck.class);

    private final Queue<BlobScan> idle = new ConcurrentLinkedQueue<>();
    private final CustodianContext custodian;
    private final WorkerExecutor workers;
    private final List<ContentInspection> inspections;
    private final CheckOutcomeWriter settlement;
    private final ScanHold hold;

    /** The outcome of checking some documents. */
    private record Readings(
            List<CheckOutcomeWriter.Found> found, List<Failed> failed, List<Claim> held, List<Claim> away) {}

    DocumentCheck(CustodianContext custodian, WorkerExecutor workers, List<ContentInspection> inspections,
            CheckOutcomeWriter settlement) {
        this.custodian = custodian;
        this.workers = workers;
        this.inspections = inspections;
        this.settlement = settlement;
        this.hold = new ScanHold(custodian.database(), inspections);
    }

    @Override
    public Future<List<Failed>> run(List<Claim> claims, BooleanSupplier cancelled) {
        return workers.executeBlocking(() -> hold.goesOn(claims), false).compose(held -> held
                ? hold.hold(claims).map(List.of())
                : look(claims, cancelled));
    }

    private Future<List<Failed>> look(List<Claim> claims, BooleanSupplier cancelled) {
        var db = custodian.database().client();
        var transfer = claims.getFirst().transfer();
        return custodian.documents().find(db, Arrays.asList(CheckStore.ids(claims)))
                .compose(documents -> documents.isEmpty()
                ? Future.succeededFuture(List.of())
                : custodian.transfers().find(db, transfer)
                        .compose(this::opened)
                        .compose(keys -> keys.isEmpty()
                                ? unopened(transfer)
                                : checked(claims, documents, keys.get(), cancelled)));
    }

    private Future<Optional<TransferKeys>> opened(Optional<TransferStore.Stored> transfer) {
        var share = transfer.flatMap(stored -> custodian.slots().openShare(stored.transfer().id(), stored.share()));
        return share.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : custodian.links().pendingKey(custodian.database().client(), share.get())
                        .map(key -> key.map(found -> new TransferKeys(share.get(), found)));
    }

    /**
     * Returns nothing for a destroyed transfer: its rows have gone with its share, and the worker finds nothing to give
     * back.
     */
    private static Future<List<Failed>> unopened(UUID transfer) {
        return Future.failedFuture(
                new IllegalStateException("the pending key of " + transfer + " is gone or does not open"));
    }

    private Future<List<Failed>> checked(List<Claim> claims, List<Document> documents, TransferKeys keys,
            BooleanSupplier cancelled) {
        return workers.executeBlocking(() -> read(claims, documents, keys, cancelled), false)
                .compose(readings -> hold.hold(readings.held(), readings.away())
                        .compose(held -> settlement.settle(keys, readings.found()))
                        .map(unsettled -> Stream.concat(readings.failed().stream(), unsettled.stream()).toList()));
    }

    /** Runs on a worker. Findings so far count even if the next document fails or everything must stop. */
    private Readings read(List<Claim> claims, List<Document> documents, TransferKeys keys, BooleanSupplier cancelled) {
        var rows = documents.stream().collect(Collectors.toMap(Document::id, Function.identity()));
        var reading = Optional.ofNullable(idle.poll()).orElseGet(BlobScan::new);
        var readings = new Readings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var claim : claims) {
            var document = rows.get(claim.document());
            if (document != null) { // else it was deleted meanwhile
                try {
                    var finding = finding(reading, claim, document, keys, cancelled);
                    if (hold.begins(claim, finding)) {
                        readings.held().add(claim);
                        finding.scan().filter(ScanResult::lacksScanner).ifPresent(scan -> readings.away().add(claim));
                    } else {
                        readings.found().add(new CheckOutcomeWriter.Found(claim, document, finding));
                    }
                } catch (RuntimeException failure) {
                    readings.failed().add(new Failed(claim, failure));
                }
            }
        }
        idle.add(reading);
        return readings;
    }

    private CheckFinding finding(BlobScan reading, Claim claim, Document document, TransferKeys keys,
            BooleanSupplier cancelled) {
        try {
            return inspected(reading, claim, document, keys, cancelled);
        } catch (FloeException changed) {
            LOG.error("{} is not what was stored: {}", document.id(), changed.getMessage());
            return CheckFinding.UNREADABLE;
        } catch (IOException disk) {
            if (claim.failures() + 1 < ReadRetryPolicy.READINGS || !folderIsThere()) {
                throw new UncheckedIOException(disk);
            }
            LOG.error("{} is given up after {} readings: {}", document.id(), ReadRetryPolicy.READINGS, disk.toString());
            return CheckFinding.UNREADABLE;
        }
    }

    private CheckFinding inspected(BlobScan reading, Claim claim, Document document, TransferKeys keys,
            BooleanSupplier cancelled) throws IOException, FloeException {
        var name = DocumentEntry.open(keys.key().manifestKey(), document).name();
        var passages = new ArrayList<Passage>();
        try {
            for (var inspection : inspections) {
                passages.add(inspection.begin(name, document.length()));
            }
            var read = reading.read(custodian.blobs(), keys.key(), document.id(), document.length(), passages,
                    cancelled);
            var outcomes = new ArrayList<Outcome>();
            for (var passage : passages) {
                outcomes.add(passage.outcome());
            }
            var judgement = outcomes.stream().map(Outcome::judgement).flatMap(Optional::stream).findFirst();
            var scan = outcomes.stream().map(Outcome::scan).flatMap(Optional::stream).findFirst();
            return refusal(outcomes, scan, claim.decision())
                    .<CheckFinding>map(refusal -> new CheckFinding.Refused(
                            refusal, judgement, scan, Optional.of(read.digests())))
                    .orElseGet(() -> new CheckFinding.Accepted(read.digests(), read.sums(), judgement, scan));
        } finally {
            passages.forEach(Passage::close);
        }
    }

    /** A decision of a beheerder counts only for documents that were not scanned. */
    private static Optional<String> refusal(List<Outcome> outcomes, Optional<ScanResult> scan,
            Optional<CheckStore.Decision> decision) {
        var notScanned = scan.filter(ScanResult::isUnread).map(result -> result.state().code());
        var delivers = decision.equals(Optional.of(CheckStore.Decision.DELIVER));
        return outcomes.stream().map(Outcome::refusal).flatMap(Optional::stream)
                .filter(refusal -> !delivers || !Optional.of(refusal).equals(notScanned))
                .findFirst()
                .or(() -> decision.filter(CheckStore.Decision.REFUSE::equals).flatMap(refuses -> notScanned));
    }

    /** Without its disk every document is unreadable, and none is at fault. */
    private boolean folderIsThere() {
        try {
            custodian.blobs().confirm();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
