package nl.rijkscloud;

import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditCare;
import nl.rijkscloud.bus.Bus;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.custodian.CustodianContext;
import nl.rijkscloud.custodian.CustodianIntervals;
import nl.rijkscloud.custodian.CustodianVerticle;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.download.Downloads;
import nl.rijkscloud.download.ReceivedTransfers;
import nl.rijkscloud.download.Sender;
import nl.rijkscloud.http.Services;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.LinkService;
import nl.rijkscloud.link.LinkVerticle;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.mail.MailTemplates;
import nl.rijkscloud.mail.MailVerticle;
import nl.rijkscloud.mail.Mailer;
import nl.rijkscloud.otp.HttpSmsGateway;
import nl.rijkscloud.otp.OtpService;
import nl.rijkscloud.otp.OtpVerticle;
import nl.rijkscloud.otp.SmsCarrier;
import nl.rijkscloud.outbox.Carrier;
import nl.rijkscloud.outbox.Letter;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.outbox.OutboxDrain;
import nl.rijkscloud.report.Reissue;
import nl.rijkscloud.report.ReportService;
import nl.rijkscloud.report.ReportVerticle;
import nl.rijkscloud.staff.Argon2id;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.transfer.Delivery;
import nl.rijkscloud.transfer.DocumentStore;
import nl.rijkscloud.transfer.SubmitService;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferService;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.TransferVerticle;
import nl.rijkscloud.upload.UploadContext;
import nl.rijkscloud.upload.UploadRegister;
import nl.rijkscloud.upload.UploadService;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.BlobStore;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.Rests;
import nl.rijkscloud.vault.SegmentPool;
import nl.rijkscloud.vault.Slots;

/** Every object of the portal, wired by hand. Nothing runs yet; {@link App} deploys the verticles that this makes. */
final class Parts {
    private static final int BLOB_WORKERS = 2 * Runtime.getRuntime().availableProcessors() + 2;

    private final Vertx vertx;
    private final Config config;
    private final MasterKey master;
    private final Database database;

    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final Aead aead = new Aead(random);
    private final TransferStore transfers = new TransferStore();
    private final DocumentStore documents = new DocumentStore();

    private final Bus bus;
    private final Audit audit;
    private final Slots slots;
    private final Outbox outbox;
    private final Links links;
    private final Sessions sessions;
    private final Throttle throttle;
    private final Limits limits;
    private final TransferMails mails;
    private final Delivery delivery;
    private final StaffService staff;
    private final OtpService codes;
    private final BlobStore blobs;
    private final UploadService uploads;
    private final UploadRegister register;
    private final Sender sender;

    private Parts(Vertx vertx, Config config, MasterKey master, Database database) throws IOException {
        this.vertx = vertx;
        this.config = config;
        this.master = master;
        this.database = database;
        bus = new Bus(vertx);
        audit = new Audit(database, master, clock);
        slots = new Slots(aead, random, master);
        outbox = new Outbox(aead, master, clock, bus);
        links = new Links(slots, random, clock, config.server().publicUrl());
        sessions = new Sessions(database, slots, aead, audit, random, clock, config.sessions());
        throttle = new Throttle(database, master, clock);
        limits = new Limits(config.limits());
        mails = new TransferMails(config.mail());
        delivery = new Delivery(transfers, documents, links, outbox, mails, aead, clock);
        staff = new StaffService(vertx, database, throttle, limits, new Argon2id(random), audit);
        codes = new OtpService(database, outbox, throttle, limits, audit, master, random, clock, config.codes());
        blobs = new BlobStore(config.storage().folder(), random);

        var workers = vertx.createSharedWorkerExecutor("blobs", BLOB_WORKERS);
        var context = new UploadContext(database, documents, transfers, links, aead, new Rests(aead), bus, clock);
        var pool = new SegmentPool(config.storage().memoryBudget());
        uploads = new UploadService(context, blobs, pool, workers, sessions, config.documents().maxConcurrentUploads());
        sender = new Sender(workers, blobs, pool);
        register = new UploadRegister(context, uploads, blobs, workers, config.documents());
    }

    /** Blocking: makes the folders of the blob store and loads the mails. */
    static Parts make(Vertx vertx, Config config, MasterKey master, Database database) throws IOException {
        return new Parts(vertx, config, master, database);
    }

    InstantSource clock() {
        return clock;
    }

    UploadService uploads() {
        return uploads;
    }

    Services services() {
        return new Services(
                bus, database, audit, clock, sessions, throttle, limits, staff, transfers, documents, uploads, register,
                new ReceivedTransfers(database, transfers), new Downloads(database, transfers, documents, audit, clock), sender,
                new Reissue(database, transfers, linkService(), links, outbox, mails, audit, clock));
    }

    Deployable mailVerticle() {
        var templates = MailTemplates.load(config.organisation(), config.server(), config.mail());
        var mailer = new Mailer(vertx, config.mail(), templates, clock);
        return new MailVerticle(bus, drain(Letter.Channel.MAIL, mailer), mailer);
    }

    Deployable otpVerticle() {
        var gateway = new HttpSmsGateway(vertx, config.sms());
        var carrier = new SmsCarrier(config.organisation(), config.server(), gateway);
        return new OtpVerticle(bus, codes, drain(Letter.Channel.SMS, carrier), gateway);
    }

    Deployable linkVerticle() {
        return new LinkVerticle(bus, linkService());
    }

    private LinkService linkService() {
        return new LinkService(database, slots, aead, sessions, audit, clock);
    }

    Deployable reportVerticle() {
        return new ReportVerticle(bus, new ReportService(database, transfers, documents, audit));
    }

    Deployable transferVerticle() {
        return new TransferVerticle(
                bus,
                new TransferService(
                        database, transfers, links, slots, outbox, mails, audit, throttle, limits, random, clock, config.links()),
                new SubmitService(
                        database, transfers, documents, links, outbox, mails, delivery, audit, aead, clock, config.links()));
    }

    Deployable custodianVerticle() {
        var custodian = new CustodianContext(
                database, documents, transfers, links, slots, delivery, outbox, blobs, aead, config.documents(), audit, bus,
                clock);
        var care = new AuditCare(database, audit, master, clock, config.audit().retention());
        return new CustodianVerticle(
                custodian, CustodianIntervals.STANDARD,
                List.of(sessions::clear, codes::clear, () -> throttle.clear().mapEmpty(), care::run));
    }

    private OutboxDrain drain(Letter.Channel channel, Carrier carrier) {
        return new OutboxDrain(database, master, clock, random, channel, carrier);
    }
}
