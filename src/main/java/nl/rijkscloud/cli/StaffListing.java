package nl.rijkscloud.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.StaffRegister.StaffMember;
import nl.rijkscloud.typed.PhoneNumber;

/** Accounts as text for people, or as the list that {@code staff import} reads. */
final class StaffListing {
    private StaffListing() {}

    /** Shows only the end of a number: enough to compare. */
    static String table(List<StaffMember> members) {
        var rows = Stream.concat(
                        Stream.of(List.of("email", "name", "mobile", "roles", "departments", "state")),
                        members.stream().map(member -> cells(member,
                                member.staff().mobile().map(number -> ".." + number.ending()).orElse("-"), " ")))
                .toList();
        var widths = rows.getFirst().stream().map(String::length).toArray(Integer[]::new);
        rows.forEach(row -> {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> {
            var line = new StringBuilder();
            for (var i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            return line.toString().stripTrailing();
        }).collect(Collectors.joining(System.lineSeparator())) + System.lineSeparator() + members.size() + " accounts";
    }

    static String csv(List<StaffMember> members) {
        return Stream.concat(
                        Stream.of("email;name;mobile;roles;departments;state"),
                        members.stream().map(member -> String.join(
                                ";", cells(member, member.staff().mobile().map(PhoneNumber::e164).orElse(""), ","))))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** Needs no quoting: names hold neither semicolon nor quote, and addresses with one could not be stored. */
    private static List<String> cells(StaffMember member, String mobile, String between) {
        var person = member.staff();
        return List.of(
                person.email(), person.name(), mobile,
                person.roles().stream().map(Role::code).sorted().collect(Collectors.joining(between)),
                member.departments().isEmpty() ? "-" : String.join(between, member.departments()),
                member.enabled() ? member.hasPassword() ? "open" : "no password" : "disabled");
    }
}
