package nl.rijkscloud.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.code.ActivationCodeLimits;
import nl.rijkscloud.code.RecipientCodes;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.LinkService;
import nl.rijkscloud.link.LinkService.OpenedLink;
import nl.rijkscloud.link.LinkService.PresentedLink;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.link.RecentRows;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.link.SignInOrigin;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.outbox.OutboxDrain;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.statement.TestStatements;
import nl.rijkscloud.stream.StoredSample;
import nl.rijkscloud.transfer.Delivery;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Receipts;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.RecoveryKey;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import nl.rijkscloud.vault.TransferKey;

/**
 * A submitted transfer, in a database and a folder of its own, with real keys, links and sessions. Documents are
 * inserted as the upload and the checks leave them; {@link #deliver} does the rest.
 */
public final class SampleTransfer implements AutoCloseable {
    public static final Delivery.Deputies NO_DEPUTIES = (tx, transfer, present, now) -> Future.succeededFuture(present);
    public static final Duration LIFE = Duration.ofDays(30);
    public static final PhoneNumber MOBILE = new PhoneNumber("+31612345678");
    public static final Config.Codes CODES = new Config.Codes(
            Duration.ofMinutes(10), 5, Duration.ofHours(24), Config.FirstCode.WITH_MAIL, 10, List.of("NL"), false);
    public static final Message MESSAGE = new Message("Onderwerp", "K-1", "Tekst");
    public static final Source SOURCE = new Source("192.0.2.1");

    public final UUID id = UUID.randomUUID();
    public final UUID staff = UUID.randomUUID();
    public final Vertx vertx = Vertx.vertx();
    public final Bus bus = new Bus(vertx);
    public final Config.Database config = TestDatabase.fresh();
    public final Database database = Database.open(vertx, config);
    public final TestClock clock = new TestClock();
    public final Instant until = clock.instant().plus(LIFE);
    public final TransferStore transfers = new TransferStore();
    public final DocumentStore documents = new DocumentStore();
    public final RecipientStore recipients = new RecipientStore();
    public final Recipient contact;
    public final Audit audit;
    public final TransferMails mails = new TransferMails(mail(), CODES);
    public final StoredSample stored;
    public final RecentRows recent;
    public final Sessions sessions;
    public final Links links;
    public final LinkService linkService;
    public final Outbox outbox;
    public final Throttle throttle;
    public final RecipientCodes codes;
    public final PurposeKeys purposes = TestPurposeKeys.sample();
    public final PeriodSeal seal;
    public final Slots slots;

    private final SecureRandom random = new SecureRandom();
    private final Aead aead = new Aead(random);
    private final TransferKey key = TransferKey.random(id, random);
    private final Map<String, UUID> byName = new LinkedHashMap<>();
    private final Share share;

    /** From an outsider to a contact. */
    public SampleTransfer(Path folder) {
        this(folder, Transfer.Kind.SUBMITTED);
    }

    /** From {@link #staff} to an outsider. */
    public static SampleTransfer sent(Path folder) {
        return new SampleTransfer(folder, Transfer.Kind.SENT);
    }

    /** Of a portal with a recovery key. */
    public static SampleTransfer recoverable(Path folder, Transfer.Kind kind, RecoveryKey recovery) {
        return new SampleTransfer(folder, kind, Optional.of(recovery));
    }

    private SampleTransfer(Path folder, Transfer.Kind kind) {
        this(folder, kind, Optional.empty());
    }

    private SampleTransfer(Path folder, Transfer.Kind kind, Optional<RecoveryKey> recovery) {
        var sent = kind == Transfer.Kind.SENT;
        audit = new Audit(database, purposes, clock);
        contact = sent ? Recipient.outsider(id, 0, "Anna Smit", "anna@voorbeeld.nl", Optional.of(MOBILE))
                : Recipient.staff(id, 0, "Meldpunt", "meldpunt@igj.nl");
        slots = new Slots(aead, random, purposes);
        stored = new StoredSample(folder, key);
        share = slots.newShare(id);
        recent = new RecentRows(Duration.ofSeconds(2), clock, new SimpleMeterRegistry());
        sessions = new Sessions(
                database, slots, aead, audit, random, clock,
                new Config.Sessions(Duration.ofHours(1), Duration.ofHours(12), Duration.ofMinutes(30),
                        Duration.ofHours(12), Duration.ofSeconds(2)), recent);
        seal = TestPeriods.seal(vertx, config, database, clock, purposes);
        links = new Links(slots, seal, random, clock, URI.create("https://portal.example/"), Duration.ofDays(90),
                recent, recovery);
        linkService = new LinkService(database, slots, aead, sessions, audit, clock);
        outbox = new Outbox(seal, clock, bus);
        throttle = new Throttle(database, purposes, clock);
        codes = new RecipientCodes(outbox, purposes, random, clock, CODES);
        await(database.run("insert into staff (id, email, name, mobile, password_hash, created_at)"
                + " values ($1, 'meldpunt@igj.nl', 'M. de Vries', '+31612345678', '', now())", staff));
        var sender = sent
                ? new Party("M. de Vries", "meldpunt@igj.nl", Optional.empty(), Optional.empty())
                : new Party("Jan Jansen", "jan@example.org", Optional.of("Zorg"), Optional.empty());
        var transfer = new Transfer(
                id, kind, Transfer.State.OPEN, Language.NL, sender, Party.contact(contact.name(), contact.email()),
                Optional.of(staff).filter(owner -> sent), 0, clock.instant(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), until);
        await(transfers.insert(database.client(), transfer, slots.seal(share, 1)));
        await(database.run("update transfer set confirmed_at = created_at where id = $1", id));
        await(recipients.insert(database.client(), contact));
    }

    /** Adds a complete document that waits for its check. */
    public UUID checking(String name, int length) {
        var document = UUID.randomUUID();
        var entry = new DocumentEntry(name, "").seal(aead, key.manifestKey(), document);
        await(documents.insert(database.client(), id, List.of(Document.begin(
                document, id, Optional.empty(), length, 0, entry, clock.instant()))));
        await(database.run("update document set state = 'checking', upload_offset = length where id = $1", document));
        byName.put(name, document);
        return document;
    }

    /** Adds a document that has passed its check. */
    public UUID accepted(String name, byte[] content) throws Exception {
        var document = checking(name, content.length);
        var digests = DocumentEntry.sealDigests(aead, key.manifestKey(), document, stored.store(document, content));
        await(database.run("update document set state = 'accepted', digests = $2 where id = $1", document,
                Buffer.buffer(digests)));
        clock.advance(Duration.ofSeconds(1)); // documents are listed in order of arrival
        return document;
    }

    /** Makes the check refuse the document. */
    public void refuse(UUID document) {
        await(database.run("update document set state = 'refused', refusal = 'content-mismatch' where id = $1",
                document));
    }

    /** Submits the transfer. */
    public void submit() {
        var sealed = key.manifestKey().seal(aead, "message", id, MESSAGE.toJson().toBuffer().getBytes());
        await(transfers.markSubmitted(database.client(), id, sealed, byName.size(), clock.instant(), until));
        await(transfers.addEvent(database.client(), id, "submitted", clock.instant()));
    }

    /** Delivers the checked documents. */
    public void deliver() {
        submit();
        deliver(delivery());
    }

    /** Delivers the submitted transfer. */
    public void deliver(Delivery delivery) {
        await(database.inTransaction(tx -> transfers.lock(tx, id)
                .compose(held -> delivery.deliverIfDue(tx, held.orElseThrow(), share, key))));
    }

    /** Accepts and returns the due messages of this channel, as their transport gets them. */
    public List<OutboundMessage> carried(OutboundMessage.Channel channel) {
        var letters = new CopyOnWriteArrayList<OutboundMessage>();
        var drain = new OutboxDrain(database, seal, clock, random, channel, (id, letter) -> {
            letters.add(letter);
            return Future.succeededFuture(new DeliveryResult.Accepted());
        });
        await(drain.run());
        return letters;
    }

    /** A fresh link, as it would be mailed. */
    public String link(LinkKind kind) {
        return await(database.inTransaction(tx -> kind == LinkKind.DOWNLOAD
                        ? links.issueTo(tx, contact.id(), share, key, until)
                        : links.issue(tx, kind, share, key, until)))
                .url();
    }

    public Delivery delivery() {
        return delivery(NO_DEPUTIES);
    }

    public Delivery delivery(Delivery.Deputies deputies) {
        return new Delivery(transfers, documents, recipients, deputies, links, codes, firstCodes(throttle), outbox,
                mails, unsigned(), aead, clock);
    }

    /** No key is configured, so nothing is signed. */
    public static Receipts unsigned() {
        return new Receipts(TestStatements.unsigned(), new RecipientStore());
    }

    /** A limit that no test reaches. */
    public static ActivationCodeLimits firstCodes(Throttle throttle) {
        return new ActivationCodeLimits(throttle, new Limits(SampleLimits.of(99)), CODES.first());
    }

    /** Opens a link as a browser does. */
    public OpenedLink open(String url) {
        return await(opening(url));
    }

    public Future<OpenedLink> opening(String url) {
        var parts = url.substring(url.lastIndexOf('/') + 1).split("#");
        return linkService.open(new PresentedLink(parts[0], parts[1], Optional.empty(), SOURCE));
    }

    /** The rights of a signed-in addressee. */
    public Grant downloadGrant() {
        return grant(await(sessions.signIn(
                open(link(LinkKind.DOWNLOAD)).session(), staff, SOURCE, SignInOrigin.PASSWORD)), LinkKind.DOWNLOAD);
    }

    public Grant reportGrant() {
        return grant(open(link(LinkKind.REPORT)).session(), LinkKind.REPORT);
    }

    public Grant grant(SessionSecret session, LinkKind kind) {
        return await(sessions.findGrant(Optional.of(session), id, kind));
    }

    /** The first column of the first row, as text. */
    public Optional<String> value(String query) {
        return TestDatabase.value(config, query);
    }

    /** Kinds of events, oldest first, separated by commas. */
    public String events() {
        return value("select string_agg(kind, ',' order by id) from event").orElse("");
    }

    public byte[] keyBytes() {
        return key.bytes();
    }

    public static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static Config.Mail mail() {
        return new Config.Mail(
                "localhost", 25, Config.MailSecurity.NONE, Optional.empty(), Optional.empty(), "no-reply@example.org",
                "no-reply@example.org", "Portaal", Optional.empty(), Duration.ofDays(2));
    }

    @Override
    public void close() {
        await(database.close());
        await(vertx.close());
    }
}
