package nl.rijkscloud.portal;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.administration.AdministrationWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.blob.BlobWiring;
import nl.rijkscloud.bounce.BounceWiring;
import nl.rijkscloud.code.CodeWiring;
import nl.rijkscloud.compose.ComposeWiring;
import nl.rijkscloud.contact.ContactWiring;
import nl.rijkscloud.custodian.CustodianWiring;
import nl.rijkscloud.custodian.DestructionBrake;
import nl.rijkscloud.db.DatabaseClock.Steadiness;
import nl.rijkscloud.download.DownloadWiring;
import nl.rijkscloud.held.HeldWiring;
import nl.rijkscloud.helpdesk.HelpDeskWiring;
import nl.rijkscloud.hold.HoldWiring;
import nl.rijkscloud.ledger.LedgerWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.mail.MailWiring;
import nl.rijkscloud.maintenance.Maintenance;
import nl.rijkscloud.networktest.NetworkTestWiring;
import nl.rijkscloud.news.NewsWiring;
import nl.rijkscloud.opening.OpeningWiring;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.oversight.OversightWiring;
import nl.rijkscloud.period.PeriodWiring;
import nl.rijkscloud.phone.PhoneWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.privacy.PrivacyWiring;
import nl.rijkscloud.proof.ProofWiring;
import nl.rijkscloud.readout.ReadOutWiring;
import nl.rijkscloud.report.ReportWiring;
import nl.rijkscloud.request.RequestWiring;
import nl.rijkscloud.restore.RestoreWiring;
import nl.rijkscloud.resume.ResumeWiring;
import nl.rijkscloud.scan.ScanWiring;
import nl.rijkscloud.scrub.ScrubWiring;
import nl.rijkscloud.sending.SendingWiring;
import nl.rijkscloud.signin.SignInWiring;
import nl.rijkscloud.staff.StaffWiring;
import nl.rijkscloud.statement.StatementWiring;
import nl.rijkscloud.statistics.StatisticsWiring;
import nl.rijkscloud.submission.SubmissionWiring;
import nl.rijkscloud.template.TemplateWiring;
import nl.rijkscloud.transfer.TransferWiring;
import nl.rijkscloud.triage.TriageWiring;
import nl.rijkscloud.uncollected.UncollectedWiring;
import nl.rijkscloud.upload.UploadWiring;

/**
 * The wirings of all rooms, joined from the ground up. Nothing runs yet: {@link App} deploys the verticles that this
 * makes, and {@link Routes} mounts the addresses.
 */
final class Rooms {
    final Platform platform;
    final PeriodWiring period;
    final LedgerWiring ledger;
    final BlobWiring blob;
    final ScanWiring scan;
    final LimitWiring limit;
    final AuditWiring audit;
    final DestructionBrake brake;
    final StatementWiring statement;
    final OutboxWiring outbox;
    final StaffWiring staff;
    final LinkWiring link;
    final CodeWiring code;
    final TransferWiring transfer;
    final BounceWiring bounce;
    final RequestWiring request;
    final ComposeWiring compose;
    final PhoneWiring phone;
    final SendingWiring sending;
    final AccessWiring access;
    final TriageWiring triage;
    final UncollectedWiring uncollected;
    final NewsWiring news;
    final NetworkTestWiring networkTest;
    final SubmissionWiring submission;
    final TemplateWiring template;
    final ContactWiring contact;
    final OpeningWiring opening;
    final ReadOutWiring readOut;
    final SignInWiring signIn;
    final CustodianWiring custodian;
    final ScrubWiring scrub;
    final RestoreWiring restore;
    final UploadWiring upload;
    final ResumeWiring resume;
    final DownloadWiring download;
    final ReportWiring report;
    final OversightWiring oversight;
    final PrivacyWiring privacy;
    final ProofWiring proof;
    final HoldWiring hold;
    final HeldWiring held;
    final HelpDeskWiring helpDesk;
    final StatisticsWiring statistics;
    final AdministrationWiring administration;
    final Maintenance maintenance;

    /** Makes the folders of the blob store, and reads the key of statements. Blocks. */
    Rooms(Platform p, Supplier<Steadiness> steadiness) throws IOException {
        platform = p;
        period = new PeriodWiring(p);
        ledger = new LedgerWiring(p);
        blob = BlobWiring.of(p);
        scan = ScanWiring.of(p);
        limit = LimitWiring.of(p);
        audit = new AuditWiring(p);
        brake = CustodianWiring.brake(p, steadiness);
        statement = new StatementWiring(p);
        outbox = new OutboxWiring(p, period, audit, brake::isHeld);
        staff = new StaffWiring(p, limit, audit, outbox);
        link = new LinkWiring(p, period, audit);
        code = CodeWiring.of(p, limit, audit, outbox, link);
        transfer = TransferWiring.of(
                p, blob, statement, outbox, link, code, ledger, TriageWiring.deputies(audit));
        bounce = new BounceWiring(p, audit, outbox, transfer);
        request = new RequestWiring(p, period, limit, audit, outbox, staff, link, transfer);
        compose = new ComposeWiring(p, period, audit, outbox, link, transfer, request);
        phone = new PhoneWiring(p, limit, audit, link, transfer, compose);
        sending = new SendingWiring(p, limit, audit, link, code, transfer, compose);
        access = AccessWiring.of(p, audit, staff, link, transfer, sending.drafts());
        triage = TriageWiring.of(p, audit, transfer);
        uncollected = UncollectedWiring.of(p, audit, outbox, transfer);
        news = new NewsWiring(p, outbox);
        networkTest = new NetworkTestWiring(p, limit);
        submission = new SubmissionWiring(p, limit, audit, outbox, transfer);
        template = new TemplateWiring(p, audit, limit);
        contact = new ContactWiring(p, audit, limit);
        opening = new OpeningWiring(p, limit, link, code, transfer);
        readOut = new ReadOutWiring(p, limit, audit, outbox, code, transfer);
        signIn = new SignInWiring(p, limit, audit, staff, link, code);
        custodian = new CustodianWiring(p, brake, audit, blob, scan, outbox, link, transfer);
        scrub = new ScrubWiring(p, audit, blob);
        restore = new RestoreWiring(p, audit, ledger, transfer);
        upload = new UploadWiring(p, audit, blob, link, transfer, request);
        resume = new ResumeWiring(p, blob, transfer, upload);
        download = new DownloadWiring(p, audit, blob, link, transfer, compose, triage);
        report = new ReportWiring(p, limit, audit, statement, outbox, link, transfer);
        oversight = new OversightWiring(p, audit, outbox, staff, link, limit, transfer, request, triage);
        maintenance = new Maintenance(p.chores());
        privacy = new PrivacyWiring(p, limit, audit);
        proof = new ProofWiring(p, limit, audit, statement, blob, brake::isHeld);
        hold = new HoldWiring(p, audit, limit, link, transfer);
        held = new HeldWiring(p, audit);
        helpDesk = new HelpDeskWiring(p, limit, audit);
        statistics = new StatisticsWiring(p);
        administration = new AdministrationWiring(p, limit, staff);
    }

    Deployable rotationVerticle() {
        return period.verticle(List.of(
                outbox.sealedRows(), link.sealedRows(custodian.lost()), request.sealedRows()));
    }

    /** Blocks while it reads the templates. */
    Deployable mailVerticle() {
        return MailWiring.verticle(platform, outbox, bounce.returnPath(), bounce.mailChores());
    }

    Deployable otpVerticle() {
        return CodeWiring.verticle(platform, outbox);
    }

    Deployable linkVerticle() {
        return link.verticle(request.chores());
    }

    Deployable custodianVerticle() {
        return custodian.verticle(Stream.of(
                        code.chores(), staff.chores(), download.chores(), limit.chores(), signIn.chores(),
                        audit.chores(brake::isHeld), statement.chores(), uncollected.chores(),
                        privacy.chores(brake::isHeld), proof.chores(), bounce.chores(), triage.chores(),
                        news.chores(), statistics.chores(), readOut.chores())
                .flatMap(List::stream).toList());
    }

    /** Completes when what moves bytes now has ended and been written down. */
    Future<Void> settled() {
        return upload.settled().eventually(download::settle).eventually(audit::settle);
    }
}
