package nl.rijkscloud.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.bus.Bus;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.download.StoredSample;
import nl.rijkscloud.limit.Source;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.LinkService;
import nl.rijkscloud.link.LinkVerticle;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.link.OpenLink;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.transfer.Delivery;
import nl.rijkscloud.transfer.DocumentEntry;
import nl.rijkscloud.transfer.DocumentStore;
import nl.rijkscloud.transfer.Language;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import nl.rijkscloud.vault.TransferKey;

/**
 * A transfer that has been sent, in a database and a folder of its own, with real keys, links and sessions. Documents are put in as the upload and
 * the checks leave them; {@link #deliver} does the rest.
 */
public final class SampleTransfer implements AutoCloseable {
    public static final Duration LIFE = Duration.ofDays(30);
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
    public final TransferMails mails = new TransferMails(mail());
    public final Audit audit;
    public final StoredSample stored;
    public final Sessions sessions;
    public final Links links;
    public final LinkService linkService;
    public final Outbox outbox;

    private final SecureRandom random = new SecureRandom();
    private final Aead aead = new Aead(random);
    private final TransferKey key = TransferKey.random(id, random);
    private final Map<String, UUID> byName = new LinkedHashMap<>();
    private final Share share;

    public SampleTransfer(Path folder) {
        var master = new MasterKey(new byte[32]);
        audit = new Audit(database, master, clock);
        var slots = new Slots(aead, random, master);
        stored = new StoredSample(folder, key);
        share = slots.newShare(id);
        sessions = new Sessions(
                database, slots, aead, audit, random, clock, new Config.Sessions(Duration.ofHours(1), Duration.ofHours(12)));
        links = new Links(slots, random, clock, URI.create("https://portal.example/"));
        linkService = new LinkService(database, slots, aead, sessions, audit, clock);
        outbox = new Outbox(aead, master, clock, bus);
        vertx.deployVerticle(new LinkVerticle(bus, linkService)).await();
        var sender = new Party("Jan Jansen", "jan@example.org", Optional.of("Zorg"), Optional.empty());
        var transfer = new Transfer(
                id, Transfer.State.OPEN, Language.NL, sender, Party.contact("Meldpunt", "meldpunt@igj.nl"), 0, clock.instant(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), until);
        await(transfers.insert(database.client(), transfer, slots.seal(share)));
        await(database.run("insert into staff (id, email, name, mobile, password_hash, created_at)"
                + " values ($1, 'meldpunt@igj.nl', 'M. de Vries', '+31612345678', '', now())", staff));
    }

    /** Puts in a document that has been received whole and waits to be checked. */
    public UUID checking(String name, int length) {
        var document = UUID.randomUUID();
        var entry = new DocumentEntry(name, "").seal(aead, key.manifestKey(), document);
        await(documents.insert(database.client(), document, id, length, entry, clock.instant()));
        await(database.run("update document set state = 'checking', upload_offset = length where id = $1", document));
        byName.put(name, document);
        return document;
    }

    /** Puts in a document that has passed its check. */
    public UUID accepted(String name, byte[] content) throws Exception {
        var document = checking(name, content.length);
        var digests = DocumentEntry.sealDigests(aead, key.manifestKey(), document, stored.store(document, content));
        await(documents.accept(database.client(), document, digests, clock.instant()));
        clock.advance(Duration.ofSeconds(1)); // documents are listed in the order in which they came
        return document;
    }

    /** The sender presses Verstuur. */
    public void submit() {
        var sealed = key.manifestKey().seal(aead, "message", id, MESSAGE.toJson().toBuffer().getBytes());
        await(transfers.submitted(database.client(), id, sealed, byName.size(), clock.instant(), until));
        await(transfers.event(database.client(), id, "submitted", null, null, clock.instant()));
    }

    /** Delivers what has been checked. */
    public void deliver() {
        submit();
        var delivery = new Delivery(transfers, documents, links, outbox, mails, aead, clock);
        await(database.inTransaction(tx -> transfers.lock(tx, id)
                .compose(held -> delivery.deliverIfDue(tx, held.orElseThrow(), share, key))));
    }

    /** A fresh link, as it would be mailed. */
    public String link(LinkKind kind) {
        return await(database.inTransaction(tx -> links.issue(tx, kind, share, key, until)));
    }

    /** Opens a link as a browser does. */
    public OpenLink.Opened open(String url) {
        return await(opening(url));
    }

    public Future<OpenLink.Opened> opening(String url) {
        var parts = url.substring(url.lastIndexOf('/') + 1).split("#");
        return bus.ask(OpenLink.TOPIC, new OpenLink(parts[0], parts[1], Optional.empty(), SOURCE));
    }

    /** What a signed-in addressee may do. */
    public Grant downloadGrant() {
        return grant(await(sessions.signIn(open(link(LinkKind.DOWNLOAD)).session(), staff, SOURCE)), LinkKind.DOWNLOAD);
    }

    public Grant reportGrant() {
        return grant(open(link(LinkKind.REPORT)).session(), LinkKind.REPORT);
    }

    public Grant grant(SessionSecret session, LinkKind kind) {
        return await(sessions.grant(Optional.of(session), Optional.of(id), kind));
    }

    /** The first column of the first row, as text. */
    public Optional<String> value(String query) {
        return TestDatabase.value(config, query);
    }

    /** Kinds of events, oldest first, with a comma between them. */
    public String events() {
        return value("select string_agg(kind, ',' order by id) from event").orElse("");
    }

    public static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static Config.Mail mail() {
        return new Config.Mail(
                "localhost", 25, Config.MailSecurity.NONE, Optional.empty(), Optional.empty(), "no-reply@example.org", "Portaal",
                Optional.empty(), Duration.ofDays(2));
    }

    @Override
    public void close() {
        await(database.close());
        await(vertx.close());
    }
}
