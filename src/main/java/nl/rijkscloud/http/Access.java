package nl.rijkscloud.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;

/** What the session of a request may do. */
interface Access {
    /**
     * The grant that a request means: of one of these kinds, for the transfer that {@code ?transfer=} names or else the one opened last. Of a download
     * grant it has been checked that a person is signed in ({@code UNAUTHENTICATED} {@code sign-in-required}) and is addressed ({@code NOT_FOUND}).
     */
    Future<Grant> of(RoutingContext ctx, LinkKind... kinds);
}
