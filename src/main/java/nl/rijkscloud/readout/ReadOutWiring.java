package nl.rijkscloud.readout;

import io.vertx.ext.web.Router;
import java.util.List;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.code.CodeWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferWiring;

/** Joins what staff do to read a code out. */
public final class ReadOutWiring {
    private final ReadOuts readOuts;
    private final boolean on;

    public ReadOutWiring(
            Platform platform, LimitWiring limit, AuditWiring audit, OutboxWiring outbox, CodeWiring code,
            TransferWiring transfer) {
        var config = platform.config().codes();
        var store = new ReadOutStore();
        readOuts = new ReadOuts(
                store, platform.database(), transfer.transfers(), code.recipientCodes(), audit.audit(),
                limit.throttle(), limit.limits(),
                new Eligibility(store, platform.clock(), config.triesPerTransfer()),
                new ApprovalMails(store, outbox.outbox()), platform.clock());
        on = config.readOut();
    }

    public void mount(Router router, AccessWiring access) {
        new ReadOutRoutes(access.staff(), access.own(), readOuts, on).mount(router);
    }

    public List<PeriodicTask> chores() {
        return List.of(new PeriodicTask("read-out-codes", pass -> readOuts.clear()));
    }
}
