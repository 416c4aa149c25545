package nl.rijkscloud.request;

import io.vertx.ext.web.Router;
import java.util.List;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.period.PeriodWiring;
import nl.rijkscloud.period.SealedRows;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.staff.StaffWiring;
import nl.rijkscloud.transfer.AfterSubmit;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires requests to outsiders, reminders and further answers. */
public final class RequestWiring {
    private final Platform platform;
    private final RequestStore requests = new RequestStore();
    private final RequestItems items;
    private final AfterSubmit afterSubmit;
    private final UploadLinkRenewal renewal;
    private final Reminders reminders;
    private final RequestService service;
    private final AnswerBack answers;

    public RequestWiring(
            Platform platform, PeriodWiring period, LimitWiring limit, AuditWiring audit, OutboxWiring outbox,
            StaffWiring staff, LinkWiring link, TransferWiring transfer) {
        this.platform = platform;
        renewal = UploadLinkRenewal.of(platform, requests, transfer, link, outbox, period, audit);
        afterSubmit = new FollowUpAnswer(
                requests, transfer.transfers(), transfer.recipients(), transfer.uploadLinks(), period.seal(),
                platform.config().requests().maxAnswers(), platform.config().retention().afterDeadline());
        reminders = new Reminders(platform.chores(), requests, renewal, outbox.outbox(), platform.clock());
        service = RequestService.of(platform, requests, renewal, transfer, staff, outbox, period, audit, limit);
        items = new RequestItems(requests, platform.slots(), period.seal());
        answers = AnswerBack.of(platform, requests, transfer, period, outbox, audit, limit);
    }

    public RequestStore requests() {
        return requests;
    }

    public RequestItems items() {
        return items;
    }

    public UploadLinkRenewal renewal() {
        return renewal;
    }

    /** The part of requests in the transaction of Verstuur. */
    public AfterSubmit afterSubmit() {
        return afterSubmit;
    }

    /** The rows that the rotation of period keys seals anew. */
    public SealedRows sealedRows() {
        return new RequestTextStore(platform.chores(), platform.slots(), platform.clock());
    }

    public List<PeriodicTask> chores() {
        return List.of(new PeriodicTask("reminders", pass -> reminders.run()));
    }

    public void mount(Router router, AccessWiring access) {
        new RequestRoutes(access.staff(), service, platform).mount(router);
        new AnswerRoutes(access.grants(), answers).mount(router);
    }
}
