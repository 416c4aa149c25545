package nl.rijkscloud.access;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;

/** Decides whether a request may do what its route does. */
public interface Access {
    /**
     * The living grant of one of these kinds for what the request names: the document in its path, or else the transfer in its query. A request that
     * names nothing gets nothing, so that no page acts on another transfer than its own. A download grant also takes a signed-in addressee. Fails with {@code NOT_FOUND}, the same for all that is not there or not allowed, or with
     * {@code UNAUTHENTICATED} {@code sign-in-required}.
     */
    Future<Grant> of(RoutingContext ctx, LinkKind... kinds);
}
