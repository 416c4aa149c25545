package nl.rijkscloud.custodian;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.Quarantine;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.code.RecipientCodes;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.content.ContentCheck;
import nl.rijkscloud.content.ContentInspection;
import nl.rijkscloud.content.KindInspection;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.DatabaseClock.Steadiness;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.ledger.TestLedger;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.link.RecentRows;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.period.PeriodKeys;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.transfer.ActiveStreams;
import nl.rijkscloud.transfer.Delivery;
import nl.rijkscloud.transfer.Manifest;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.TransferTermination;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import nl.rijkscloud.vault.TransferKey;

/** A database, a folder, and transfers in them as an upload leaves them. */
final class CustodianFixture implements AutoCloseable {
    static final Duration QUARANTINE = Duration.ofDays(7);
    static final Duration LIFE = Duration.ofDays(7);
    static final FloeParameters FORMAT = FloeParameters.STANDARD;
    static final int SEGMENT = 65504;

    private static final Map<String, List<String>> TYPES =
            Map.of("txt", List.of("text/plain"), "pdf", List.of("application/pdf"), "xls",
                    List.of("application/vnd.ms-excel"));
    private static final Config.Mail MAIL = new Config.Mail(
            "localhost", 25, Config.MailSecurity.NONE, Optional.empty(), Optional.empty(), "no-reply@igj.nl",
            "no-reply@igj.nl", "IGJ", Optional.empty(), Duration.ofDays(1));

    final Vertx vertx = Vertx.vertx();
    final TestClock clock = new TestClock();
    final SecureRandom random = new SecureRandom();
    final Aead aead = new Aead(random);
    final Config.Database config = TestDatabase.fresh();
    final Database database = Database.open(vertx, config);
    final WorkerExecutor workers = vertx.createSharedWorkerExecutor("custodian-test", 6, 1, TimeUnit.DAYS);
    final BlobStore blobs;
    final ActiveStreams running = new ActiveStreams();
    final PeriodKeys keys;
    final PeriodSeal seal;
    final TransferMails mails = new TransferMails(MAIL, SampleTransfer.CODES);
    final CustodianContext custodian;

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Path folder;

    /** A transfer with the keys that its links would open. */
    record Sending(Share share, TransferKey key) {
        UUID id() {
            return key.transfer();
        }
    }

    CustodianFixture(Path folder) throws IOException {
        this.folder = folder;
        this.blobs = BlobStore.inFolder(folder, random);
        var purposes = TestPurposeKeys.sample();
        var slots = new Slots(aead, random, purposes);
        var bus = new Bus(vertx);
        keys = TestPeriods.keys(vertx, config, database, clock);
        seal = TestPeriods.seal(keys, purposes);
        var links = new Links(slots, seal, random, clock, URI.create("https://igj.example"), Duration.ofDays(90),
                new RecentRows(Duration.ZERO, clock, new SimpleMeterRegistry()));
        var outbox = new Outbox(seal, clock, bus);
        var transfers = new TransferStore();
        var documents = new DocumentStore();
        var delivery = new Delivery(transfers, documents, new RecipientStore(), SampleTransfer.NO_DEPUTIES, links,
                new RecipientCodes(outbox, purposes, random, clock, SampleTransfer.CODES),
                SampleTransfer.firstCodes(new Throttle(database, purposes, clock)), outbox, mails,
                SampleTransfer.unsigned(), aead, clock);
        this.custodian = new CustodianContext(
                database, documents, transfers, links, slots, delivery,
                new TransferTermination(transfers, documents, links, outbox, bus,
                        TestLedger.in(folder.resolve("ledger"), vertx, database, clock), SampleTransfer.unsigned()),
                running, outbox, blobs, aead,
                new Config.Documents(1L << 40, 100, 10, TYPES), new Audit(database, purposes, clock), bus, clock,
                new DestructionBrake(database, clock, () -> new Steadiness(Instant.EPOCH, Duration.ZERO)));
    }

    /** The digest of a delivered document. */
    Manifest manifest(Sending sending) {
        var sealed = custodian.transfers().manifest(database.client(), sending.id()).await().orElseThrow();
        return Manifest.open(sending.key().manifestKey(), sealed).orElseThrow();
    }

    ContentCheck types() {
        return new ContentCheck(custodian.config(), metrics);
    }

    CheckScheduler readBack() {
        return readBack(List.of());
    }

    /** @param more inspections besides that of the kind */
    CheckScheduler readBack(List<ContentInspection> more) {
        var types = types();
        var all = Stream.concat(Stream.of(new KindInspection(types)), more.stream()).toList();
        return new CheckScheduler(vertx, custodian, workers, types, all, CheckWorker.LEASE);
    }

    /** Advances this clock and the database's, which decides about claims. */
    void elapse(Duration time) {
        clock.advance(time);
        TestDatabase.sql(config, "update document set check_due = check_due - interval '" + time.toMillis()
                + " ms', scan_held_since = scan_held_since - interval '" + time.toMillis()
                + " ms' where check_due is not null");
    }

    /** Runs on an event loop, as a verticle would, and waits. */
    <T> T run(Supplier<Future<T>> work) {
        return start(work).await();
    }

    <T> Future<T> start(Supplier<Future<T>> work) {
        var promise = Promise.<T>promise();
        vertx.getOrCreateContext().runOnContext(now -> work.get().onComplete(promise));
        return promise.future();
    }

    /** An open transfer with its upload link. */
    Sending sending() {
        var id = UUID.randomUUID();
        var share = custodian.slots().newShare(id);
        var key = TransferKey.random(id, random);
        var now = clock.instant();
        var transfer = new Transfer(
                id, Transfer.Kind.SUBMITTED, Transfer.State.OPEN, Language.NL,
                new Party("A. de Vries", "a@example.org", Optional.empty(), Optional.empty()),
                Party.contact("Meldpunt", "meldpunt@igj.nl"), Optional.empty(), 0, now, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), now.plus(LIFE));
        custodian.transfers().insert(database.client(), transfer, custodian.slots().seal(share, 1)).await();
        new RecipientStore().insert(database.client(), Recipient.staff(id, 0, "Meldpunt", "meldpunt@igj.nl")).await();
        custodian.links().issue(database.client(), LinkKind.UPLOAD, share, key, transfer.expiresAt()).await();
        return new Sending(share, key);
    }

    /** A document with all bytes on disk. */
    UUID received(Sending sending, String name, byte[] content) {
        var id = begun(sending, name, content.length);
        write(sending, id, content);
        database.inTransaction(tx -> custodian.documents().fence(tx, id)
                        .compose(held -> content.length == 0
                                ? Database.run(tx, "update document set state = 'checking' where id = $1", id)
                                        .mapEmpty()
                                : custodian.documents().advance(
                                        tx, held.orElseThrow(), content.length, null, clock.instant()))
                        .compose(moved -> custodian.links().keepPending(tx, sending.share(), sending.key())))
                .await();
        return id;
    }

    /** A document without any byte yet. */
    UUID begun(Sending sending, String name, long length) {
        var id = UUID.randomUUID();
        try {
            blobs.create(sending.key(), id, length);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var entry = new DocumentEntry(name, "filename x").seal(aead, sending.key().manifestKey(), id);
        custodian.documents().insert(database.client(), sending.id(), List.of(Document.begin(
                id, sending.id(), Optional.empty(), length, 0, entry, clock.instant()))).await();
        return id;
    }

    void write(Sending sending, UUID id, byte[] content) {
        var pool = new SegmentPool(FORMAT.segmentLength());
        try (var writer = blobs.lock(id).orElseThrow().writer(sending.key(), id, content.length, 0, 1)) {
            for (var index = 0L; index < FORMAT.segments(content.length); index++) {
                var segment = pool.take().position(FloeParameters.DATA_START);
                segment.put(content, (int) FORMAT.plaintextStart(index), FORMAT.plaintextIn(index, content.length));
                writer.append(List.of(segment));
            }
            writer.finish();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Submits the transfer while documents may still be being checked. */
    void submit(Sending sending, int documents) {
        var message = JsonObject.mapFrom(Map.of("subject", "s", "reference", "", "text", "t"));
        var sealed = sending.key().manifestKey()
                .seal(aead, "message", sending.id(), Message.of(message).toJson().toBuffer().getBytes());
        custodian.transfers().markSubmitted(
                        database.client(), sending.id(), sealed, documents, clock.instant(), clock.instant().plus(LIFE))
                .await();
    }

    Document document(UUID id) {
        return custodian.documents().find(database.client(), id).await().orElseThrow();
    }

    Transfer.State state(Sending sending) {
        return custodian.transfers().find(database.client(), sending.id()).await().orElseThrow().transfer().state();
    }

    /** The single value of the query; null becomes "none". */
    String value(String query) {
        return TestDatabase.value(config, query).orElse("none");
    }

    Path file(UUID document) {
        return folder.resolve(document.toString().substring(0, 2)).resolve(document + ".blob");
    }

    List<UUID> quarantined() throws IOException {
        return blobs.quarantine().entries().stream().map(Quarantine.Entry::document).toList();
    }

    boolean hasFile(UUID document) {
        return Files.exists(file(document));
    }

    /** Changes one bit on disk; negative positions count from the end. */
    void tamper(UUID document, long position) throws IOException {
        Files.setPosixFilePermissions(file(document), PosixFilePermissions.fromString("rw-------"));
        try (var file = FileChannel.open(file(document), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var at = position < 0 ? file.size() + position : position;
            var one = ByteBuffer.allocate(1);
            file.read(one, at);
            file.write(one.put(0, (byte) (one.get(0) ^ 1)).flip(), at);
        }
    }

    void writtenAt(UUID document, Instant time) throws IOException {
        Files.setLastModifiedTime(file(document), FileTime.from(time));
    }

    static byte[] text(int length) {
        var text = "Geachte mevrouw, hierbij de stukken. ".repeat(length / 37 + 1);
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        database.close().await();
        vertx.close().await();
    }
}
