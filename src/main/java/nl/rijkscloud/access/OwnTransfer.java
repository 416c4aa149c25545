package nl.rijkscloud.access;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/** Whose transfer it is to change: its owner's, and of what is sent in a department's name that of its members. Any thread. */
public final class OwnTransfer {
    /** @param by who asks; @param transfer theirs */
    public record Owned(Actor by, Transfer transfer) {}

    private final StaffAccess access;
    private final StaffService staff;
    private final Database database;
    private final TransferStore transfers;

    public OwnTransfer(StaffAccess access, StaffService staff, Database database, TransferStore transfers) {
        this.access = access;
        this.staff = staff;
        this.database = database;
        this.transfers = transfers;
    }

    /** Fails with {@code UNAUTHENTICATED} {@code sign-in-required}, or {@code NOT_FOUND} for what is not there or not theirs. */
    public Future<Owned> of(RoutingContext ctx, UUID id) {
        return access.of(ctx, Role.MEDEWERKER).compose(member -> transfers.find(database.client(), id)
                .map(found -> found.orElseThrow(Failure::notFound).transfer())
                .compose(transfer -> isOf(member.staff(), transfer).map(own -> {
                    if (!own) {
                        throw Failure.notFound();
                    }
                    return new Owned(member.actor(), transfer);
                })));
    }

    private Future<Boolean> isOf(Staff member, Transfer transfer) {
        if (transfer.owner().filter(member.id()::equals).isPresent()) {
            return Future.succeededFuture(true);
        }
        return transfer.kind() == Transfer.Kind.SENT
                ? staff.addressedBy(member.id(), transfer.sender().email())
                : Future.succeededFuture(false);
    }
}
