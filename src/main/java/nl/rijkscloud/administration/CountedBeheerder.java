package nl.rijkscloud.administration;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.staff.Role;

/**
 * Lets a beheerder change accounts and departments, so many times an hour: a stolen session cannot change them all
 * unseen, and a program that loops cannot fill the audit log.
 */
record CountedBeheerder(StaffAccess access, Throttle throttle, Limits limits) {
    Future<Member> of(RoutingContext ctx) {
        return access.of(ctx, Role.BEHEERDER)
                .compose(member -> throttle.count(limits.accountChangesBy(member.staff().id())).map(member));
    }
}
