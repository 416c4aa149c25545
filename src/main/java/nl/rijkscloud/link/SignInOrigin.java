package nl.rijkscloud.link;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;

/** How somebody proved who they are: decides last if a sign-in may be finished. */
public interface SignInOrigin {
    /** A password and a code of this portal. */
    SignInOrigin PASSWORD = tx -> Future.succeededFuture(Optional.empty());

    /**
     * Fails if the sign-in has ended before it was finished. Call it first in the transaction that signs in.
     *
     * @return a hash of the identity provider's own session, if there is one
     */
    Future<Optional<byte[]>> admit(SqlClient tx);
}
