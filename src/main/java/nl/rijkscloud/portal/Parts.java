package nl.rijkscloud.portal;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditCare;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.code.CodeWiring;
import nl.rijkscloud.compose.SubmitService;
import nl.rijkscloud.compose.TypedMessages;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.custodian.CustodianContext;
import nl.rijkscloud.custodian.CustodianIntervals;
import nl.rijkscloud.custodian.CustodianVerticle.Chore;
import nl.rijkscloud.custodian.CustodianWiring;
import nl.rijkscloud.custodian.DestructionBrake;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.DatabaseClock;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.download.Downloads;
import nl.rijkscloud.download.ReceivedTransfers;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkService;
import nl.rijkscloud.link.LinkVerticle;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.mail.MailWiring;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.outbox.Queue;
import nl.rijkscloud.oversight.Dossiers;
import nl.rijkscloud.oversight.ExpiryExtension;
import nl.rijkscloud.oversight.Listings;
import nl.rijkscloud.oversight.Oversight;
import nl.rijkscloud.oversight.RecipientSharing;
import nl.rijkscloud.oversight.TransferWithdrawal;
import nl.rijkscloud.period.PeriodWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.privacy.PersonSearch;
import nl.rijkscloud.privacy.Retention;
import nl.rijkscloud.report.KeyedAct;
import nl.rijkscloud.report.LinkReissue;
import nl.rijkscloud.report.RecipientCorrection;
import nl.rijkscloud.report.ReportService;
import nl.rijkscloud.report.ReportVerticle;
import nl.rijkscloud.request.FollowUpAnswer;
import nl.rijkscloud.request.Reminders;
import nl.rijkscloud.request.RequestMails;
import nl.rijkscloud.request.RequestService;
import nl.rijkscloud.request.RequestStore;
import nl.rijkscloud.request.RequestTextStore;
import nl.rijkscloud.request.UploadLinkRenewal;
import nl.rijkscloud.resume.StoredPieces;
import nl.rijkscloud.sending.Drafts;
import nl.rijkscloud.sending.RecipientChanges;
import nl.rijkscloud.signin.OidcSignIn;
import nl.rijkscloud.signin.SignInWiring;
import nl.rijkscloud.sms.SmsWiring;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.staff.StaffWiring;
import nl.rijkscloud.stream.Downloader;
import nl.rijkscloud.submission.SubmissionService;
import nl.rijkscloud.transfer.ActiveStreams;
import nl.rijkscloud.transfer.BlobDeletion;
import nl.rijkscloud.transfer.Delivery;
import nl.rijkscloud.transfer.DownloadLinkRenewal;
import nl.rijkscloud.transfer.RecipientReplacement;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.TransferTermination;
import nl.rijkscloud.transfer.UploadLinks;
import nl.rijkscloud.upload.UploadContext;
import nl.rijkscloud.upload.UploadRegister;
import nl.rijkscloud.upload.UploadService;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.PartialSegments;
import nl.rijkscloud.vault.Slots;

/** Every object of the portal, wired by hand. Nothing runs yet; {@link App} deploys the verticles that this makes. */
final class Parts {
    private static final int BLOB_WORKERS = 2 * Runtime.getRuntime().availableProcessors() + 2;

    final Platform platform;
    private final Vertx vertx;
    private final Config config;
    private final MasterKey master;
    private final Database database;
    private final MeterRegistry metrics;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Aead aead;
    private final TransferStore transfers = new TransferStore();
    private final DocumentStore documents = new DocumentStore();
    private final RecipientStore recipients = new RecipientStore();
    private final RequestStore requests = new RequestStore();
    final ActiveStreams running = new ActiveStreams(); // App counts what a stop cuts

    private final Bus bus;
    private final Audit audit;
    private final Slots slots;
    private final OutboxWiring messages;
    private final Outbox outbox;
    private final Links links;
    private final UploadLinks uploadLinks;
    final PeriodWiring periods;
    private final Sessions sessions;
    private final LimitWiring limit;
    private final TransferMails mails;
    private final UploadLinkRenewal linkRenewal;
    private final Delivery delivery;
    private final Drafts drafts;
    private final TransferTermination ending;
    private final BlobDeletion files;
    private final StaffService staff;
    private final Optional<OidcSignIn> oidc;
    private final CodeWiring codes;
    private final BlobStore blobs;
    private final UploadService uploads;
    private final StoredPieces pieces;
    private final UploadRegister register;
    private final Downloader sender;
    private final ReportVerticle reports;
    private final DestructionBrake brake;
    private final CustodianWiring custodian;
    final Downloads downloads; // App has them written down from the start

    /** Blocking: makes the folders of the blob store. */
    Parts(Vertx vertx, Config config, MasterKey master, Database database, DatabaseClock clock, MeterRegistry metrics)
            throws IOException {
        random = new SecureRandom();
        aead = new Aead(random);
        platform = new Platform(vertx, config, master, database, clock, metrics, random, aead);
        this.vertx = vertx;
        this.config = config;
        this.master = master;
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
        brake = new DestructionBrake(database, clock, clock::steadiness);
        brake.bindTo(metrics);
        bus = new Bus(vertx);
        audit = new Audit(database, master, clock);
        slots = new Slots(aead, random, master);
        periods = new PeriodWiring(platform);
        messages = new OutboxWiring(platform, periods.seal(), bus, audit, brake::isHeld);
        outbox = messages.outbox();
        links = new Links(slots, periods.seal(), random, clock, config.server().publicUrl(), config.links().maximum());
        uploadLinks = new UploadLinks(transfers, recipients, documents, links, slots, random);
        sessions = new Sessions(database, slots, aead, audit, random, clock, config.sessions());
        limit = LimitWiring.of(platform);
        mails = new TransferMails(config.mail(), config.codes());
        linkRenewal = new UploadLinkRenewal(transfers, requests, uploadLinks, links, slots, periods.seal(), outbox,
                new RequestMails(mails), audit, clock);
        codes = new CodeWiring(platform, messages, limit, sessions, audit);
        delivery = new Delivery(
                transfers, documents, recipients, links, codes.recipientCodes(), codes.activationLimits(), outbox,
                mails, aead, clock);
        ending = new TransferTermination(transfers, documents, links, outbox, bus);
        drafts = new Drafts(database, transfers, recipients, links, slots, audit, aead, random, clock, config.links());
        staff = StaffWiring.service(platform, limit, outbox, audit);
        oidc = SignInWiring.oidc(platform, audit);
        blobs = new BlobStore(config.storage().folder(), random);

        var workers = vertx.createSharedWorkerExecutor("blobs", BLOB_WORKERS);
        var context = new UploadContext(database, documents, transfers, requests, links, aead,
                new PartialSegments(aead), bus, running, audit, clock);
        files = new BlobDeletion(blobs, workers);
        var pool = new SegmentPool(config.storage().memoryBudget());
        uploads = new UploadService(context, blobs, pool, workers, sessions, config, metrics);
        pieces = new StoredPieces(context, blobs, workers, uploads.limits());
        sender = new Downloader(workers, blobs, pool);
        downloads = new Downloads(database, transfers, documents, recipients, audit, clock);
        register = new UploadRegister(context, uploads, blobs, workers, config.documents());
        reports = new ReportVerticle(new ReportService(database, transfers, documents, recipients, audit));
        custodian = new CustodianWiring(platform, new CustodianContext(
                database.forChores(), documents, transfers, links, slots, delivery, ending, running, outbox,
                blobs, aead, config.documents(), audit, bus, clock, brake));
    }


    /** Completes when what moves bytes now has ended and been written down. */
    Future<Void> settled() {
        return uploads.settled().eventually(downloads::settle);
    }

    Services services() {
        var renewal = new DownloadLinkRenewal(transfers, recipients, delivery, clock);
        var keyed = new KeyedAct(database, linkService(), outbox, audit, renewal);
        return new Services(
                database, audit, clock, sessions, linkService(), codes.signIns(), SmsWiring.reports(platform),
                limit.throttle(), limit.pacing(), limit.limits(), staff, transfers, documents, recipients,
                requests, periods.seal(), submissionService(), submitService(), drafts,
                new TypedMessages(database, transfers, links, aead), uploads, pieces, register,
                new ReceivedTransfers(database, transfers, documents, recipients), downloads, sender, reports,
                new LinkReissue(keyed), new RecipientCorrection(
                        keyed, recipients, new RecipientReplacement(transfers, recipients, delivery, clock),
                        limit.throttle(), limit.limits()),
                new RecipientChanges(database, transfers, recipients, codes.recipientCodes(), sessions, audit,
                        limit.throttle(), limit.limits(), clock),
                codes.recipients(), oidc, requestService(), running, oversight(renewal),
                new PersonSearch(database, audit, limit.throttle(), limit.limits(), master),
                new Retention(database, config, clock));
    }

    private Oversight oversight(DownloadLinkRenewal renewal) {
        return new Oversight(
                new Listings(database, clock), new Dossiers(
                        database, transfers, recipients, documents, requests, links, audit, clock,
                        config.codes().triesPerTransfer(), config.requests().maxAnswers()),
                new TransferWithdrawal(database, transfers, recipients, ending, files, outbox, mails, audit, clock),
                new ExpiryExtension(database, transfers, recipients, links, audit, clock),
                new RecipientSharing(database, renewal, recipients, staff, outbox, audit), queue());
    }

    Queue queue() {
        return messages.queue();
    }

    Deployable mailVerticle() {
        return MailWiring.verticle(platform, messages, bus);
    }

    Deployable otpVerticle() {
        return codes.verticle(bus);
    }

    Deployable linkVerticle() {
        var reminders = new Reminders(database.forChores(), requests, linkRenewal, outbox, clock);
        return new LinkVerticle(
                List.of(new PeriodicTask("reminders", pass -> reminders.run()),
                        new PeriodicTask("sessions", pass -> sessions.clear())),
                CustodianIntervals.of(config.storage()).expiry(), metrics);
    }

    private LinkService linkService() {
        return new LinkService(database, slots, aead, sessions, audit, clock);
    }

    ReportVerticle reportVerticle() {
        return reports;
    }

    private SubmissionService submissionService() {
        return new SubmissionService(
                database, uploadLinks, outbox, mails, audit, limit.throttle(), limit.pacing(), limit.limits(), clock,
                config.links());
    }

    private SubmitService submitService() {
        var followUp = new FollowUpAnswer(
                requests, transfers, recipients, uploadLinks, periods.seal(), config.requests().maxAnswers());
        return new SubmitService(
                database, transfers, documents, recipients, links, followUp, outbox, mails, delivery, audit, aead,
                clock, config.links());
    }

    private RequestService requestService() {
        return new RequestService(
                database, transfers, requests, uploadLinks, linkRenewal, staff, outbox, new RequestMails(mails),
                periods.seal(), audit, limit.throttle(), limit.limits(), clock);
    }

    Deployable rotationVerticle() {
        var chores = platform.chores();
        return periods.verticle(List.of(
                messages.sealedRows(), Links.sealedRows(chores, slots, custodian.settleLost(mails, files.workers())),
                new RequestTextStore(chores, slots, clock)));
    }

    Deployable custodianVerticle() {
        var care = new AuditCare(database.forChores(), audit, master, clock, config.audit().retention(), brake::isHeld);
        return custodian.verticle(List.of(
                        new Chore("codes", codes.signIns()::clear), new Chore("browsers", staff::clear),
                        new Chore("downloads", downloads::clear),
                        new Chore("recipient-codes", codes.recipients()::clear), new Chore("limits", limit::clear),
                        new Chore("sign-ins", () -> oidc.map(OidcSignIn::clear).orElse(Future.succeededFuture())),
                        new Chore("audit", care::run)));
    }
}
