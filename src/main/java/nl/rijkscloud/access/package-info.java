/**
 * Gatekeepers: each decides whether a request may do what its route does. All of them, also those of other rooms, have
 * one shape. A gatekeeper is called {@code XxxAccess}; a route asks {@code Future<X> of(RoutingContext ctx, ...)}
 * before it does anything, and gets what it may work with: a {@code Grant} with keys, a signed-in member of staff, a
 * transfer that is theirs. {@code of} fails with
 * <ul>
 * <li>{@code UNAUTHENTICATED} {@code sign-in-required} or {@code code-required}, when that is all that is missing;</li>
 * <li>{@code NOT_FOUND} for everything else, the same for what is not there and what is not allowed. A refusal for a
 * missing role or another's transfer is written into the audit log first.</li>
 * </ul>
 * {@code find} is {@code of} with an empty result in place of these failures.
 *
 * <p>Nothing about access is kept in memory: each call reads the session's cookie and asks the database, so that a role
 * or a link that was taken away is gone at once. Any thread may call a gatekeeper.
 */
package nl.rijkscloud.access;
