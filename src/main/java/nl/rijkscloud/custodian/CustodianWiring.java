package nl.rijkscloud.custodian;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.custodian.CustodianVerticle.Chore;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferMails;

/** Joins the parts of the custodian. */
public final class CustodianWiring {
    private final Platform platform;
    private final CustodianContext context;

    public CustodianWiring(Platform platform, CustodianContext context) {
        this.platform = platform;
        this.context = context;
    }

    /** @param chores of other rooms, which run at the interval of expiry */
    public Deployable verticle(List<Chore> chores) {
        return new CustodianVerticle(
                context, CustodianIntervals.of(platform.config().storage()), chores, platform.metrics());
    }

    /** Settles one transfer whose key was destroyed with its period. */
    public Function<UUID, Future<Void>> settleLost(TransferMails mails, WorkerExecutor workers) {
        return new LostTransfers(context, mails, workers)::settle;
    }
}
