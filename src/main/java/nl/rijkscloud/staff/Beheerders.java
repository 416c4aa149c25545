package nl.rijkscloud.staff;

import java.util.List;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.StaffRegister.StaffMember;

/**
 * Keeps the administrators of accounts: a beheerder in the browser neither closes their own account nor gives up their
 * own role, and always leaves another one. The operator at the command line may do both, for example to close the
 * account of a beheerder that somebody else has taken over. Refusals are {@code CONFLICT}: {@code own-account} and
 * {@code last-beheerder}.
 *
 * @param by who changes an account
 */
record Beheerders(Actor by) {
    /** @param members all accounts, under a lock */
    Staff checkDisabling(Staff person, List<StaffMember> members) {
        if (isOwn(person)) {
            throw own();
        }
        if (isGuarded() && person.has(Role.BEHEERDER) && members.stream().noneMatch(other ->
                other.enabled() && other.staff().has(Role.BEHEERDER) && !other.staff().id().equals(person.id()))) {
            throw last();
        }
        return person;
    }

    /** @param members all accounts, under a lock */
    void checkChanges(StaffPlan plan, List<StaffMember> members) {
        if (plan.changed().stream().anyMatch(change -> isOwn(change.after()) && !change.after().has(Role.BEHEERDER))) {
            throw own();
        }
        if (isGuarded() && plan.leavesNoBeheerder(members, false)) {
            throw last();
        }
    }

    /**
     * Checks an import of a list, which also takes some time between the sign-in check and this lock: a beheerder who
     * has lost the role or the account meanwhile finds nothing here. Even the operator leaves a beheerder.
     *
     * @param members all accounts, under a lock
     */
    void checkList(StaffPlan plan, List<StaffMember> members, boolean disableAbsent) {
        if (isGuarded() && members.stream().noneMatch(member ->
                isOwn(member.staff()) && member.enabled() && member.staff().has(Role.BEHEERDER))) {
            throw Failure.notFound();
        }
        if (disableAbsent && plan.absent().stream().anyMatch(member -> isOwn(member.staff()))) {
            throw own();
        }
        checkChanges(plan, members);
        if (plan.leavesNoBeheerder(members, disableAbsent)) {
            throw last();
        }
    }

    private boolean isGuarded() {
        return by.kind() == Actor.Kind.STAFF;
    }

    private boolean isOwn(Staff person) {
        return isGuarded() && by.id().filter(person.id()::equals).isPresent();
    }

    private static Failure own() {
        return Failure.of(Failure.Kind.CONFLICT, "own-account",
                "Nobody closes their own account or gives up their own role as beheerder.");
    }

    private static Failure last() {
        return Failure.of(Failure.Kind.CONFLICT, "last-beheerder",
                "Nobody would be beheerder any more. Nothing was done.");
    }
}
