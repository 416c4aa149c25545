package nl.rijkscloud.oversight;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Timestamps;

/** What staff do to a transfer, each from its JSON. */
public final class TransferActs {
    private static final int MAX_EMAIL = 320;
    private static final int MAX_TIME = 40;

    private final Oversight oversight;
    private final SharingAccess sharing;

    public TransferActs(Oversight oversight, SharingAccess sharing) {
        this.oversight = oversight;
        this.sharing = sharing;
    }

    public StaffAct.Act withdraw() {
        return (ctx, viewer, transfer, body) -> oversight.withdrawal().withdraw(viewer, transfer);
    }

    public StaffAct.Act extend() {
        return (ctx, viewer, transfer, body) -> oversight.extension().extend(viewer, transfer, moment(body, "until"));
    }

    public StaffAct.Act share() {
        return (ctx, viewer, transfer, body) -> sharing.of(ctx, viewer, transfer, Action.TRANSFER_SHARED)
                .compose(grant -> oversight.handOver().share(grant, Json.text(body, "email", MAX_EMAIL).strip()));
    }

    public StaffAct.Act resend() {
        return (ctx, viewer, transfer, body) -> sharing.of(ctx, viewer, transfer, Action.LINK_REISSUED).compose(grant -> oversight
                .handOver().resend(grant, Json.id(body, "recipient").orElseThrow(() -> Json.invalid("recipient", "required"))));
    }

    private static Instant moment(JsonObject body, String name) {
        try {
            return Timestamps.parse(Json.text(body, name, MAX_TIME));
        } catch (DateTimeException senseless) {
            throw Json.invalid(name, "invalid");
        }
    }
}
