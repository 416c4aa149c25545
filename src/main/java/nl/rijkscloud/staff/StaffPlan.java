package nl.rijkscloud.staff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import nl.rijkscloud.staff.StaffRegister.StaffMember;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.vault.Sha256;

/**
 * The changes that an import of a list would make, found by comparing it with the accounts. Nothing is changed yet.
 *
 * @param added new accounts, in the order of the list
 * @param changed accounts that change to the list's values
 * @param absent open accounts that are not in the list
 * @param closed people in the list whose account is disabled; an import opens none
 * @param same how many accounts are as the list says
 * @param withoutPassword addresses in the list, in its order, that a first password can be made for; empty when people
 * sign in elsewhere
 * @param mistakes why nothing can be done
 */
public record StaffPlan(
        List<Change> added, List<Change> changed, List<StaffMember> absent, List<StaffMember> closed, int same,
        List<String> withoutPassword, List<ListMistake> mistakes) {

    /**
     * @param before nothing for a new account
     * @param departments the departments of the person afterwards
     * @param what the names of the changed fields
     */
    public record Change(Optional<StaffMember> before, Staff after, Set<String> departments, List<String> what) {}

    /** @param local true when people sign in with passwords of this portal, and with codes by text message */
    static StaffPlan of(StaffTable table, List<StaffMember> members, Set<String> departments, boolean local) {
        var known = new HashMap<String, StaffMember>();
        members.forEach(member -> known.put(member.staff().email(), member));
        var plan = new StaffPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0,
                new ArrayList<>(), new ArrayList<>(table.mistakes()));
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
            if (local && before.filter(StaffMember::hasPassword).isEmpty()) {
                plan.withoutPassword.add(row.email());
            }
            var change = change(row, before);
            if (before.isEmpty()) {
                if (local && row.mobile().isEmpty()) {
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
        return new StaffPlan(plan.added, plan.changed, plan.absent, plan.closed, same, plan.withoutPassword,
                plan.mistakes);
    }

    /** The number of people in the list. */
    public int people() {
        return added.size() + changed.size() + closed.size() + same;
    }

    /**
     * The mark of this plan: another one means that the list, or an account that it changes, is another now. It holds
     * only the last digits of known phone numbers, so that nobody can find the others by trying.
     *
     * @param disableAbsent true when the accounts of those who are not in the list are closed
     */
    public String digest(byte[] file, boolean disableAbsent) {
        var parts = new ArrayList<String>();
        parts.add(Boolean.toString(disableAbsent));
        added.forEach(change -> parts.add("added " + change.after().email()));
        changed.forEach(change -> parts.add("changed " + state(change.before().orElseThrow())));
        closed.forEach(member -> parts.add("closed " + state(member)));
        if (disableAbsent) {
            absent.forEach(member -> parts.add("absent " + state(member)));
        }
        withoutPassword.forEach(email -> parts.add("without password " + email));
        // The file's digest has a fixed length, and no value holds a zero: two plans never give one text.
        parts.add(HexFormat.of().formatHex(Sha256.of(file)));
        return HexFormat.of().formatHex(Sha256.of(String.join("\0", parts).getBytes(StandardCharsets.UTF_8)));
    }

    private static String state(StaffMember member) {
        var person = member.staff();
        return String.join("\n", person.id().toString(), person.email(), person.name(),
                person.mobile().map(PhoneNumber::ending).orElse(""),
                String.join(" ", person.roles().stream().map(Role::code).sorted().toList()),
                String.join(" ", member.departments()), Boolean.toString(member.hasPassword()));
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
