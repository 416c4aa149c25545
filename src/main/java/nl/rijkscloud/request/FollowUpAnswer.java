package nl.rijkscloud.request;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.transfer.AfterSubmit;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.UploadLinks;
import nl.rijkscloud.vault.Share;

/**
 * What the answer to a request brings about: its text is wiped, and when it may be answered several times, a further transfer begins with keys and link
 * of its own, in the transaction of the answer. Safe for use from any thread.
 */
public final class FollowUpAnswer implements AfterSubmit {
    private final RequestStore requests;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final UploadLinks links;
    private final PeriodSeal seal;
    private final int most;

    /** @param most answers to one request */
    public FollowUpAnswer(
            RequestStore requests, TransferStore transfers, RecipientStore recipients, UploadLinks links, PeriodSeal seal, int most) {
        this.requests = requests;
        this.transfers = transfers;
        this.recipients = recipients;
        this.links = links;
        this.seal = seal;
        this.most = most;
    }

    /**
     * What comes after an answer that has been recorded as sent. Answers to one request come one after the other: there is never more than one open transfer
     * of it, and its row is locked here.
     *
     * @param answered as it was before the answer
     */
    @Override
    public Future<Outcome> after(SqlClient tx, Transfer answered, Share share, Instant now) {
        if (answered.kind() != Transfer.Kind.REQUESTED) {
            return Future.succeededFuture(Outcome.NOTHING);
        }
        return requests.find(tx, answered.id()).compose(found -> {
            var request = found.orElseThrow();
            return requests.answered(tx, answered.id(), now).compose(done -> request.goesOn(now)
                    ? RequestText.open(seal, share, request.asked()).compose(asked -> goOn(tx, answered, request, asked, now))
                    : Future.succeededFuture(Outcome.NOTHING));
        });
    }

    private Future<Outcome> goOn(SqlClient tx, Transfer answered, Request request, Optional<RequestText> asked, Instant now) {
        return requests.series(tx, request.series()).compose(series -> series.answers() < most
                ? begin(tx, answered, request, asked, now).map(next -> new Outcome(Optional.of(next), Optional.empty()))
                : Future.succeededFuture(new Outcome(Optional.empty(), Optional.of(series.answers()))));
    }

    private Future<Next> begin(SqlClient tx, Transfer answered, Request request, Optional<RequestText> asked, Instant now) {
        var further = new Transfer(
                UUID.randomUUID(), Transfer.Kind.REQUESTED, Transfer.State.OPEN, answered.language(), answered.sender(), answered.contact(),
                answered.owner(), 0, now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), request.endsAt());
        return recipients.ofTransfer(tx, answered.id())
                .compose(all -> links.open(tx, further, same(all, further.id())))
                .compose(opened -> sealed(tx, asked, opened.share())
                        .compose(words -> requests.insert(tx, request.again(further.id(), words, now)))
                        .compose(done -> transfers.event(tx, further.id(), "requested", now))
                        .map(new Next(further.id(), opened.link().url())));
    }

    /** Null for words that have been lost. */
    private Future<byte[]> sealed(SqlClient tx, Optional<RequestText> asked, Share share) {
        return asked.map(words -> words.seal(seal, tx, share)).orElse(Future.succeededFuture(null));
    }

    private static List<Recipient> same(List<Recipient> all, UUID further) {
        return all.stream().map(one -> Recipient.staff(further, one.position(), one.name(), one.email())).toList();
    }
}
