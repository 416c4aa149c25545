package nl.rijkscloud.custodian;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.blob.BlobWiring;
import nl.rijkscloud.db.DatabaseClock.Steadiness;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.keys.CodeKeyRenewal;
import nl.rijkscloud.keys.ShareRenewal;
import nl.rijkscloud.keys.Shares;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.scan.ScanWiring;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires the chores on documents: checks, expiry, the sweep. */
public final class CustodianWiring {
    private final Platform platform;
    private final ScanWiring scan;
    private final CustodianContext context;
    private final LostTransfers lost;
    private final ShareRenewal shares;

    /** @param brake see {@link #brake} */
    public CustodianWiring(
            Platform platform, DestructionBrake brake, AuditWiring audit, BlobWiring blob, ScanWiring scan,
            OutboxWiring outbox, LinkWiring link, TransferWiring transfer) {
        this.platform = platform;
        this.scan = scan;
        context = new CustodianContext(
                platform.chores(), transfer.documents(), transfer.transfers(), link.links(), platform.slots(),
                transfer.delivery(), transfer.termination(), transfer.streams(), outbox.outbox(), blob.store(),
                platform.aead(), platform.config().documents(), audit.audit(), platform.bus(), platform.clock(), brake);
        lost = new LostTransfers(context, transfer.mails(), blob.workers());
        shares = new ShareRenewal(platform.chores(), new Shares(platform.slots(), platform.keys()),
                tx -> audit.audit().record(tx, AuditEntry.done(Actor.SYSTEM, Action.SHARE_KEY_REPLACED, Subject.NONE)));
        shares.bindTo(platform.metrics());
    }

    /** Made before all other parts, because some of them delete nothing while it is held. */
    public static DestructionBrake brake(Platform platform, Supplier<Steadiness> steadiness) {
        var brake = new DestructionBrake(platform.database(), platform.clock(), steadiness);
        brake.bindTo(platform.metrics());
        return brake;
    }

    /** @param chores of other rooms, which run at the interval of expiry */
    public Deployable verticle(List<PeriodicTask> chores) {
        var ours = Stream.of(new PeriodicTask("share-key", shares::run),
                new PeriodicTask("code-key", pass -> new CodeKeyRenewal(platform.chores()).run()));
        return new CustodianVerticle(
                context, CustodianIntervals.of(platform.config().storage()), scan.inspection(),
                Stream.concat(chores.stream(), ours).toList(), platform.metrics());
    }

    /** Settles one transfer whose key was destroyed with its period. */
    public Function<UUID, Future<Void>> lost() {
        return lost::settle;
    }
}
