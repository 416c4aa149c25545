package nl.rijkscloud.portal;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.blob.BlobWiring;
import nl.rijkscloud.code.CodeWiring;
import nl.rijkscloud.compose.SubmitService;
import nl.rijkscloud.compose.TypedMessages;
import nl.rijkscloud.custodian.CustodianWiring;
import nl.rijkscloud.custodian.DestructionBrake;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.DatabaseClock.Steadiness;
import nl.rijkscloud.download.Downloads;
import nl.rijkscloud.download.ReceivedTransfers;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.mail.MailWiring;
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
import nl.rijkscloud.staff.StaffWiring;
import nl.rijkscloud.stream.Downloader;
import nl.rijkscloud.submission.SubmissionService;
import nl.rijkscloud.transfer.TransferWiring;
import nl.rijkscloud.upload.UploadContext;
import nl.rijkscloud.upload.UploadRegister;
import nl.rijkscloud.upload.UploadService;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.PartialSegments;

/** Joins the wirings of rooms. Nothing runs yet; {@link App} deploys the verticles that this makes. */
final class Parts {
    final Platform platform;
    private final Database database;
    private final InstantSource clock;
    private final Aead aead;
    private final RequestStore requests = new RequestStore();

    final PeriodWiring periods;
    private final LimitWiring limit;
    private final AuditWiring audit;
    private final DestructionBrake brake;
    private final BlobWiring blob;
    private final OutboxWiring messages;
    private final StaffWiring staff;
    private final LinkWiring link;
    private final CodeWiring codes;
    final TransferWiring transfer; // App counts what a stop cuts
    private final CustodianWiring custodian;
    private final UploadLinkRenewal linkRenewal;
    private final Drafts drafts;
    private final Optional<OidcSignIn> oidc;
    private final UploadService uploads;
    private final StoredPieces pieces;
    private final UploadRegister register;
    private final Downloader sender;
    private final ReportVerticle reports;
    final Downloads downloads; // App has them written down from the start

    /** Blocking: makes the folders of the blob store. */
    Parts(Platform platform, Supplier<Steadiness> steadiness) throws IOException {
        this.platform = platform;
        this.database = platform.database();
        this.clock = platform.clock();
        this.aead = platform.aead();
        var config = platform.config();
        periods = new PeriodWiring(platform);
        limit = LimitWiring.of(platform);
        audit = new AuditWiring(platform);
        brake = CustodianWiring.brake(platform, steadiness);
        blob = BlobWiring.of(platform);
        messages = new OutboxWiring(platform, periods, audit, brake::isHeld);
        staff = new StaffWiring(platform, limit, audit, messages);
        link = new LinkWiring(platform, periods, audit);
        codes = CodeWiring.of(platform, limit, audit, messages, link);
        transfer = TransferWiring.of(platform, blob, messages, link, codes);
        custodian = new CustodianWiring(platform, brake, audit, blob, messages, link, transfer);
        linkRenewal = new UploadLinkRenewal(
                transfer.transfers(), requests, transfer.uploadLinks(), link.links(), platform.slots(), periods.seal(),
                messages.outbox(), new RequestMails(transfer.mails()), audit.audit(), clock);
        drafts = new Drafts(
                database, transfer.transfers(), transfer.recipients(), link.links(), platform.slots(), audit.audit(),
                aead, platform.random(), clock, config.links());
        oidc = SignInWiring.oidc(platform, audit.audit());
        var context = new UploadContext(
                database, transfer.documents(), transfer.transfers(), requests, link.links(), aead,
                new PartialSegments(aead), platform.bus(), transfer.streams(), audit.audit(), clock);
        uploads = new UploadService(
                context, blob.store(), blob.pool(), blob.workers(), link.sessions(), config, platform.metrics());
        pieces = new StoredPieces(context, blob.store(), blob.workers(), uploads.limits());
        sender = new Downloader(blob.workers(), blob.store(), blob.pool());
        downloads = new Downloads(
                database, transfer.transfers(), transfer.documents(), transfer.recipients(), audit.audit(), clock);
        register = new UploadRegister(context, uploads, blob.store(), blob.workers(), config.documents());
        reports = new ReportVerticle(new ReportService(
                database, transfer.transfers(), transfer.documents(), transfer.recipients(), audit.audit()));
    }

    /** Completes when what moves bytes now has ended and been written down. */
    Future<Void> settled() {
        return uploads.settled().eventually(downloads::settle);
    }

    Services services() {
        var t = transfer;
        var keyed = new KeyedAct(database, link.service(), messages.outbox(), audit.audit(), t.renewal());
        return new Services(
                database, audit.audit(), clock, link.sessions(), link.service(), codes.signIns(),
                SmsWiring.reports(platform), limit.throttle(), limit.pacing(), limit.limits(), staff.staff(),
                t.transfers(), t.documents(), t.recipients(), requests, periods.seal(), submissionService(),
                submitService(), drafts, new TypedMessages(database, t.transfers(), link.links(), aead), uploads,
                pieces, register,
                new ReceivedTransfers(database, t.transfers(), t.documents(), t.recipients()), downloads, sender,
                reports, new LinkReissue(keyed),
                new RecipientCorrection(keyed, t.recipients(), t.replacement(), limit.throttle(), limit.limits()),
                new RecipientChanges(
                        database, t.transfers(), t.recipients(), codes.recipientCodes(), link.sessions(),
                        audit.audit(), limit.throttle(), limit.limits(), clock),
                codes.recipients(), oidc, requestService(), t.streams(), oversight(),
                new PersonSearch(database, audit.audit(), limit.throttle(), limit.limits(), platform.master()),
                new Retention(database, platform.config(), clock));
    }

    private Oversight oversight() {
        var t = transfer;
        var config = platform.config();
        return new Oversight(
                new Listings(database, clock), new Dossiers(
                        database, t.transfers(), t.recipients(), t.documents(), requests, link.links(), audit.audit(),
                        clock, config.codes().triesPerTransfer(), config.requests().maxAnswers()),
                new TransferWithdrawal(
                        database, t.transfers(), t.recipients(), t.termination(), t.files(), messages.outbox(),
                        t.mails(), audit.audit(), clock),
                new ExpiryExtension(database, t.transfers(), t.recipients(), link.links(), audit.audit(), clock),
                new RecipientSharing(
                        database, t.renewal(), t.recipients(), staff.staff(), messages.outbox(), audit.audit()),
                queue());
    }

    Queue queue() {
        return messages.queue();
    }

    Deployable mailVerticle() {
        return MailWiring.verticle(platform, messages);
    }

    Deployable otpVerticle() {
        return CodeWiring.verticle(platform, messages);
    }

    Deployable linkVerticle() {
        var reminders = new Reminders(platform.chores(), requests, linkRenewal, messages.outbox(), clock);
        return link.verticle(List.of(new PeriodicTask("reminders", pass -> reminders.run())));
    }

    ReportVerticle reportVerticle() {
        return reports;
    }

    private SubmissionService submissionService() {
        return new SubmissionService(
                database, transfer.uploadLinks(), messages.outbox(), transfer.mails(), audit.audit(),
                limit.throttle(), limit.pacing(), limit.limits(), clock, platform.config().links());
    }

    private SubmitService submitService() {
        var t = transfer;
        var config = platform.config();
        var followUp = new FollowUpAnswer(
                requests, t.transfers(), t.recipients(), t.uploadLinks(), periods.seal(),
                config.requests().maxAnswers());
        return new SubmitService(
                database, t.transfers(), t.documents(), t.recipients(), link.links(), followUp, messages.outbox(),
                t.mails(), t.delivery(), audit.audit(), aead, clock, config.links());
    }

    private RequestService requestService() {
        return new RequestService(
                database, transfer.transfers(), requests, transfer.uploadLinks(), linkRenewal, staff.staff(),
                messages.outbox(), new RequestMails(transfer.mails()), periods.seal(), audit.audit(),
                limit.throttle(), limit.limits(), clock);
    }

    Deployable rotationVerticle() {
        return periods.verticle(List.of(
                messages.sealedRows(), link.sealedRows(custodian.lost()),
                new RequestTextStore(platform.chores(), platform.slots(), clock)));
    }

    Deployable custodianVerticle() {
        var own = List.of(
                new PeriodicTask("downloads", pass -> downloads.clear()),
                new PeriodicTask("sign-ins", pass -> oidc.map(OidcSignIn::clear).orElse(Future.succeededFuture())));
        return custodian.verticle(Stream.of(
                        codes.chores(), staff.chores(), limit.chores(), own, audit.chores(brake::isHeld))
                .flatMap(List::stream).toList());
    }
}
