package nl.rijkscloud.opening;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.access.LinkAccess;
import nl.rijkscloud.code.RecipientCodes.Receiver;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.typed.PhoneNumber;

/** Lets a browser that has opened the download link of an outsider ask for a code or fill one in. */
final class CodeAccess {
    private final LinkAccess links;
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;

    CodeAccess(LinkAccess links, Database database, TransferStore transfers, RecipientStore recipients) {
        this.links = links;
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
    }

    /**
     * A browser with the grant of an opened link.
     *
     * @param phone where a code goes; empty for a person to whom staff read it out
     * @param documents the number that the code gives access to
     */
    record Asker(Grant grant, UUID recipient, Optional<PhoneNumber> phone, Language language, int documents) {
        /** Where a code goes, and what it is good for. Fails with {@code NOT_FOUND} when nothing can be sent. */
        Receiver receiver() {
            return new Receiver(
                    recipient, grant.transfer(), grant.link().orElseThrow(), phone.orElseThrow(Failure::notFound),
                    language);
        }
    }

    /** The asker for the transfer in the query of the request. */
    Future<Asker> of(RoutingContext ctx) {
        return links.of(ctx, LinkKind.DOWNLOAD)
                .map(grant -> {
                    if (!grant.alive()) {
                        throw Failure.notFound();
                    }
                    return grant;
                })
                .compose(grant -> recipients.find(database.client(), grant.recipient().orElseThrow(Failure::notFound))
                        .map(found -> found.filter(Recipient::outsider).orElseThrow(Failure::notFound))
                        .compose(recipient -> asker(grant, recipient)));
    }

    private Future<Asker> asker(Grant grant, Recipient recipient) {
        return transfers.find(database.client(), grant.transfer()).map(found -> {
            var transfer = found.orElseThrow(Failure::notFound).transfer();
            return new Asker(
                    grant, recipient.id(), recipient.mobile(), transfer.language(), transfer.documentCount());
        });
    }
}
