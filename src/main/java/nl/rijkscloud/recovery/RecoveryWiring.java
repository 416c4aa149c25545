package nl.rijkscloud.recovery;

import io.vertx.core.Future;
import java.io.IOException;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.period.PeriodWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.recovery.RecoveryImport.Parts;
import nl.rijkscloud.statement.StatementWiring;
import nl.rijkscloud.transfer.Receipts;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Joins the two steps of a recovery that need the server, for the commands; and what a start does about the recovery
 * key.
 */
public record RecoveryWiring(RecoveryExport exporter, RecoveryImport importer) {
    /** Writes into the audit log if this server seals to another recovery key than the last one that started. */
    public static Future<Void> compareKey(Platform platform, AuditWiring audit, LinkWiring link) {
        return new RecoveryKeyNotice(platform.database(), audit.audit(), platform.clock())
                .compare(link.links().recoveryKey());
    }

    /** Blocks while it reads keys. Mails that the import causes are sent by the servers. */
    public static RecoveryWiring of(Platform platform) throws IOException {
        var config = platform.config();
        var period = new PeriodWiring(platform);
        var audit = new AuditWiring(platform);
        var links = new LinkWiring(platform, period, audit).links();
        var transfers = new TransferStore();
        var recipients = new RecipientStore();
        var statements = new StatementWiring(platform).statements();
        return new RecoveryWiring(
                new RecoveryExport(platform.database(), transfers, recipients, links, platform.slots(), audit.audit(),
                        platform.clock(), config.server().publicUrl()),
                new RecoveryImport(
                        new Parts(platform.database(), transfers, recipients, links, platform.slots(),
                                new Outbox(period.seal(), platform.clock(), platform.bus()), audit.audit(),
                                platform.clock()),
                        new TransferMails(config.mail(), config.codes()), new Receipts(statements, recipients)));
    }
}
