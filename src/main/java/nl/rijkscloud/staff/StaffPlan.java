package nl.rijkscloud.staff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import nl.rijkscloud.staff.StaffRegister.StaffMember;

/**
 * The changes that an import of a list would make, found by comparing it with the accounts. Nothing is changed yet.
 *
 * @param added new accounts, in the order of the list
 * @param changed accounts that change to the list's values
 * @param absent open accounts that are not in the list
 * @param closed people in the list whose account is disabled; an import opens none
 * @param same how many accounts are as the list says
 * @param mistakes why nothing can be done
 */
public record StaffPlan(
        List<Change> added, List<Change> changed, List<StaffMember> absent, List<StaffMember> closed, int same,
        List<ListMistake> mistakes) {

    /**
     * @param before nothing for a new account
     * @param departments the departments of the person afterwards
     * @param what the names of the changed fields
     */
    public record Change(Optional<StaffMember> before, Staff after, Set<String> departments, List<String> what) {}

    /** @param needMobile true when people sign in with a code by text message */
    static StaffPlan of(StaffTable table, List<StaffMember> members, Set<String> departments, boolean needMobile) {
        var known = new HashMap<String, StaffMember>();
        members.forEach(member -> known.put(member.staff().email(), member));
        var plan = new StaffPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0,
                new ArrayList<>(table.mistakes()));
        var same = 0;
        for (var row : table.rows()) {
            var before = Optional.ofNullable(known.remove(row.email()));
            row.departments()
                    .ifPresent(wanted -> wanted.stream().filter(one -> !departments.contains(one)).forEach(one ->
                    plan.mistakes.add(ListMistake.of(row.line(), "departments", "unknown",
                            "there is no department " + one + "; make it first with staff department")
                            .with("department", one))));
            if (before.filter(member -> !member.enabled()).isPresent()) {
                plan.closed.add(before.get());
                continue;
            }
            var change = change(row, before);
            if (before.isEmpty()) {
                if (needMobile && row.mobile().isEmpty()) {
                    plan.mistakes.add(ListMistake.of(
                            row.line(), "mobile", "required", "there is no mobile number; sign-in codes go there"));
                }
                plan.added.add(change);
            } else if (change.what().isEmpty()) {
                same++;
            } else {
                plan.changed.add(change);
            }
        }
        known.values().stream().filter(StaffMember::enabled)
                .sorted((one, other) -> one.staff().email().compareTo(other.staff().email())).forEach(plan.absent::add);
        return new StaffPlan(plan.added, plan.changed, plan.absent, plan.closed, same, plan.mistakes);
    }

    /** True when there was somebody who looks after the accounts, and would be nobody. */
    boolean leavesNoBeheerder(List<StaffMember> members, boolean disableAbsent) {
        var after = new HashMap<String, Boolean>();
        members.stream().filter(StaffMember::enabled)
                .forEach(member -> after.put(member.staff().email(), member.staff().has(Role.BEHEERDER)));
        var before = after.containsValue(true);
        added.forEach(change -> after.put(change.after().email(), change.after().has(Role.BEHEERDER)));
        changed.forEach(change -> after.put(change.after().email(), change.after().has(Role.BEHEERDER)));
        if (disableAbsent) {
            absent.forEach(member -> after.remove(member.staff().email()));
        }
        return before && !after.containsValue(true);
    }

    private static Change change(StaffTable.Row row, Optional<StaffMember> before) {
        var old = before.map(StaffMember::staff);
        var after = new Staff(
                old.map(Staff::id).orElseGet(UUID::randomUUID), row.name(), row.email(),
                row.mobile().or(() -> old.flatMap(Staff::mobile)),
                row.roles().orElseGet(() -> old.map(Staff::roles).orElse(Set.of(Role.MEDEWERKER))));
        Set<String> was = before.<Set<String>>map(member -> new TreeSet<>(member.departments())).orElse(Set.of());
        var departments = row.departments().orElse(was);
        var what = new ArrayList<String>();
        old.ifPresent(person -> {
            Map.of("name", !person.name().equals(after.name()), "mobile", !person.mobile().equals(after.mobile()),
                            "roles", !person.roles().equals(after.roles()), "departments",
                            !new HashSet<>(was).equals(new HashSet<>(departments)))
                    .entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).sorted().forEach(what::add);
        });
        return new Change(before, after, departments, what);
    }
}
