package nl.rijkscloud.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;

/** Decides whether a request may do what its route does. */
interface Access {
    /**
     * The living grant of one of these kinds that the request means: for the document in its path, else the transfer in its query, else the link opened
     * last. A download grant also takes a signed-in addressee. Fails with {@code NOT_FOUND}, the same for all that is not there or not allowed, or with
     * {@code UNAUTHENTICATED} {@code sign-in-required}.
     */
    Future<Grant> of(RoutingContext ctx, LinkKind... kinds);
}
