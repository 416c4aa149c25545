package nl.rijkscloud.http;

import java.time.InstantSource;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.bus.Bus;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.download.Downloads;
import nl.rijkscloud.download.ReceivedTransfers;
import nl.rijkscloud.download.Sender;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.report.Reissue;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.transfer.DocumentStore;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.upload.UploadRegister;
import nl.rijkscloud.upload.UploadService;

/** What routes call. Bytes and reads go straight to their service; everything that a verticle owns goes over the bus. */
public record Services(
        Bus bus, Database database, Audit audit, InstantSource clock, Sessions sessions, Throttle throttle, Limits limits, StaffService staff,
        TransferStore transfers, DocumentStore documents, UploadService uploads, UploadRegister register,
        ReceivedTransfers received, Downloads downloads, Sender sender, Reissue reissue) {}
