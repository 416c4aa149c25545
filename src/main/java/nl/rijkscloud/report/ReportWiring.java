package nl.rijkscloud.report;

import io.vertx.core.Deployable;
import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.statement.StatementWiring;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires the sender's report and the changes that a sender can make. */
public final class ReportWiring {
    private final TransferWiring transfer;
    private final ReportVerticle reports;
    private final Redelivery redelivery;
    private final WithdrawalAppeal appeal;
    private final Platform platform;
    private final StatementWiring statement;
    private final AuditWiring audit;

    public ReportWiring(
            Platform platform, LimitWiring limit, AuditWiring audit, StatementWiring statement, OutboxWiring outbox,
            LinkWiring link, TransferWiring transfer) {
        this.transfer = transfer;
        this.platform = platform;
        this.statement = statement;
        this.audit = audit;
        reports = new ReportVerticle(
                platform.database(), transfer.transfers(), transfer.documents(), transfer.recipients(),
                audit.audit());
        var keyed = new KeyedAct(
                platform.database(), link.service(), outbox.outbox(), audit.audit(), transfer.renewal());
        redelivery = new Redelivery(
                keyed, transfer.recipients(), transfer.replacement(), limit.throttle(), limit.limits());
        appeal = new WithdrawalAppeal(
                platform.database(), transfer.transfers(), transfer.recipients(), transfer.mails(), outbox.outbox(),
                audit.audit(), limit.throttle(), limit.limits(), platform.clock());
    }

    /** Deploy it with virtual threads before requests come. */
    public Deployable verticle() {
        return reports;
    }

    public void mount(Router router, AccessWiring access) {
        var signed = new DownloadStatements(platform.database(), statement.statements(), transfer.receipts(),
                audit.audit(), platform.clock());
        var receipts = new ReceiptRoutes(access.grants(), statement.statements(), signed, platform, audit.audit());
        new ReportRoutes(
                access.grants(), access.own(), reports, redelivery, transfer.corrections(), receipts, appeal)
                .mount(router);
    }
}
