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

/** Lets only the owner, or a member of the sending department, change a transfer. */
public final class OwnTransferAccess {
    /**
     * A transfer that the signed-in employee may change.
     *
     * @param by the employee, for the audit log
     */
    public record Owned(Actor by, Transfer transfer) {}

    private final StaffAccess employees;
    private final StaffService staff;
    private final Database database;
    private final TransferStore transfers;

    public OwnTransferAccess(StaffAccess employees, StaffService staff, Database database, TransferStore transfers) {
        this.employees = employees;
        this.staff = staff;
        this.database = database;
        this.transfers = transfers;
    }

    public Future<Owned> of(RoutingContext ctx, UUID id) {
        return employees.of(ctx, Role.MEDEWERKER).compose(member -> transfers.find(database.client(), id)
                .map(found -> found.orElseThrow(Failure::notFound).transfer())
                .compose(transfer -> owns(member.staff(), transfer).map(own -> {
                    if (!own) {
                        throw Failure.notFound();
                    }
                    return new Owned(member.actor(), transfer);
                })));
    }

    private Future<Boolean> owns(Staff member, Transfer transfer) {
        if (transfer.owner().filter(member.id()::equals).isPresent()) {
            return Future.succeededFuture(true);
        }
        return transfer.kind() == Transfer.Kind.SENT
                ? staff.addressedBy(member.id(), transfer.sender().email())
                : Future.succeededFuture(false);
    }
}
