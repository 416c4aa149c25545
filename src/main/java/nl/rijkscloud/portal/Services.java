package nl.rijkscloud.portal;

import java.time.InstantSource;
import java.util.Optional;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.code.OtpService;
import nl.rijkscloud.code.RecipientCodeService;
import nl.rijkscloud.compose.SubmitService;
import nl.rijkscloud.compose.TypedMessages;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.download.Downloads;
import nl.rijkscloud.download.ReceivedTransfers;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.MailPacing;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.LinkService;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.oversight.Oversight;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.privacy.PersonSearch;
import nl.rijkscloud.privacy.Retention;
import nl.rijkscloud.report.LinkReissue;
import nl.rijkscloud.report.RecipientCorrection;
import nl.rijkscloud.report.ReportVerticle;
import nl.rijkscloud.request.RequestService;
import nl.rijkscloud.request.RequestStore;
import nl.rijkscloud.resume.StoredPieces;
import nl.rijkscloud.sending.Drafts;
import nl.rijkscloud.sending.RecipientChanges;
import nl.rijkscloud.signin.OidcSignIn;
import nl.rijkscloud.sms.SmsDeliveryReports;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.stream.Downloader;
import nl.rijkscloud.submission.SubmissionService;
import nl.rijkscloud.transfer.ActiveStreams;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.upload.UploadRegister;
import nl.rijkscloud.upload.UploadService;

/**
 * The parts that routes call, for the rooms that have no wiring of their own yet.
 *
 * @param oidc present if people sign in with an identity provider
 */
public record Services(
        Database database, Audit audit, InstantSource clock, Sessions sessions, LinkService links,
        OtpService otp, Optional<SmsDeliveryReports> smsReports, Throttle throttle, MailPacing rush, Limits limits,
        StaffService staff, TransferStore transfers, DocumentStore documents, RecipientStore recipients,
        RequestStore requests, PeriodSeal seal, SubmissionService submissions, SubmitService submit, Drafts drafts,
        TypedMessages messages, UploadService uploads, StoredPieces pieces, UploadRegister register,
        ReceivedTransfers received, Downloads downloads, Downloader sender, ReportVerticle reports, LinkReissue reissue,
        RecipientCorrection correction, RecipientChanges recipientChanges, RecipientCodeService codes,
        Optional<OidcSignIn> oidc, RequestService asking, ActiveStreams running, Oversight oversight,
        PersonSearch persons, Retention retention) {}
