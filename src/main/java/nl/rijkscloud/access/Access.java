package nl.rijkscloud.access;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;

/** The gatekeeper of a route whose request names a document or a transfer itself. See the package's comment. */
public interface Access {
    /**
     * The grant of a working link of one of these kinds. The request names its document in the path, or else one
     * transfer in the query. A request that names nothing gets nothing, so that no page acts on another transfer than
     * its own.
     */
    Future<Grant> of(RoutingContext ctx, LinkKind... kinds);
}
