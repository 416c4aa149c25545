package nl.rijkscloud.request;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.checklist.Checklist;
import nl.rijkscloud.checklist.Checklists;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.transfer.AfterSubmit;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.UploadLinks;
import nl.rijkscloud.vault.Share;

/**
 * Runs in the transaction that submits an answer to a request. It wipes the text of the request. If the request may be
 * answered several times, it begins a further transfer with its own keys and link; a checklist ends once nothing is
 * missing.
 */
final class FollowUpAnswer implements AfterSubmit {
    private final Checklists checklists = new Checklists();
    private final RequestStore requests;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final UploadLinks links;
    private final PeriodSeal seal;
    private final int maxAnswers;
    private final Duration afterDeadline;

    /**
     * @param maxAnswers to one request
     * @param afterDeadline how long a request stays open after the day that it named
     */
    FollowUpAnswer(
            RequestStore requests, TransferStore transfers, RecipientStore recipients, UploadLinks links,
            PeriodSeal seal, int maxAnswers, Duration afterDeadline) {
        this.requests = requests;
        this.transfers = transfers;
        this.recipients = recipients;
        this.links = links;
        this.seal = seal;
        this.maxAnswers = maxAnswers;
        this.afterDeadline = afterDeadline;
    }

    @Override
    public Future<Message> answerItems(SqlClient tx, Transfer open, Share share, Message typed, Instant now) {
        if (open.kind() != Transfer.Kind.REQUESTED || typed.items().isEmpty()) {
            return Future.succeededFuture(typed.withItems(List.of()));
        }
        return requests.find(tx, open.id()).map(Optional::orElseThrow)
                .compose(request -> RequestText.open(seal, share, request.sealedText())
                        .compose(text -> checklists.say(tx, request.series(), open.id(),
                                text.orElse(RequestText.LOST).items(), typed.items(), now)))
                .map(typed::withItems);
    }

    /**
     * The caller holds the lock on the row of the transfer. A request never has more than one open transfer, so its
     * answers come one after the other.
     *
     * @param answered the transfer as it was before the answer
     */
    @Override
    public Future<Outcome> after(SqlClient tx, Transfer answered, Share share, Instant now) {
        if (answered.kind() != Transfer.Kind.REQUESTED) {
            return Future.succeededFuture(Outcome.NOTHING);
        }
        return requests.find(tx, answered.id()).compose(found -> {
            var request = found.orElseThrow();
            return requests.markAnswered(tx, answered.id(), now)
                    .compose(done -> checklists.find(tx, request.series()))
                    .compose(list -> request.acceptsFollowUp(now) && (list.isEmpty() || !list.isComplete())
                            ? RequestText.open(seal, share, request.sealedText())
                                    .compose(text -> continueSeries(
                                            tx, answered, new Asked(request, list, text), now))
                            : Future.succeededFuture(Outcome.NOTHING));
        });
    }

    /** @param text empty when it has been lost */
    private record Asked(Request request, Checklist list, Optional<RequestText> text) {}

    private Future<Outcome> continueSeries(SqlClient tx, Transfer answered, Asked asked, Instant now) {
        return requests.findSeries(tx, asked.request().series()).compose(series -> series.answers() < maxAnswers
                ? begin(tx, answered, asked, now).map(next -> new Outcome(Optional.of(next), Optional.empty()))
                : Future.succeededFuture(new Outcome(Optional.empty(), Optional.of(series.answers()))));
    }

    private Future<Next> begin(SqlClient tx, Transfer answered, Asked asked, Instant now) {
        var request = asked.request();
        var further = new Transfer(
                UUID.randomUUID(), Transfer.Kind.REQUESTED, Transfer.State.OPEN, answered.language(), answered.sender(),
                answered.contact(), answered.owner(), 0, now, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), request.keptUntil(afterDeadline));
        return recipients.ofTransfer(tx, answered.id())
                .compose(all -> links.open(tx, further, copy(all, further.id())))
                .compose(opened -> seal(tx, asked.text(), opened.share())
                        .compose(sealed -> requests.insert(tx,
                                request.followUp(further.id(), sealed, !asked.list().isEmpty(), now)))
                        .compose(done -> transfers.addEvent(tx, further.id(), "requested", now))
                        .map(new Next(further.id(), opened.link().url(), request.endsAt())));
    }

    /** Completes with null for a text that has been lost. */
    private Future<byte[]> seal(SqlClient tx, Optional<RequestText> text, Share share) {
        return text.map(known -> known.seal(seal, tx, share)).orElse(Future.succeededFuture(null));
    }

    private static List<Recipient> copy(List<Recipient> all, UUID further) {
        return all.stream().map(one -> Recipient.staff(further, one.position(), one.name(), one.email())).toList();
    }
}
