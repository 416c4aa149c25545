package nl.rijkscloud.staff;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.rijkscloud.audit.Action;

/**
 * A duty of a person in the organisation. A person may have several; no role alone gives access to content.
 */
public enum Role {
    /** Asks for documents, sends and receives them: their own transfers and those of their departments. */
    MEDEWERKER(Action.MEDEWERKER_GIVEN, Action.MEDEWERKER_TAKEN),
    /** Looks after accounts, departments and queues; sees the settings, and of all transfers who, when and how much. */
    BEHEERDER(Action.BEHEERDER_GIVEN, Action.BEHEERDER_TAKEN),
    /** The privacy officer: audit log, retention, finding the data kept about a person. */
    FUNCTIONARIS(Action.FUNCTIONARIS_GIVEN, Action.FUNCTIONARIS_TAKEN),
    /** Answers the phone: sees what happened to a transfer that somebody calls about, and nothing else. */
    HELPDESK(Action.HELPDESK_GIVEN, Action.HELPDESK_TAKEN);

    private final Action given;
    private final Action taken;

    Role(Action given, Action taken) {
        this.given = given;
        this.taken = taken;
    }

    /** The word of the audit log for giving it to somebody, or taking it away. */
    Action change(boolean has) {
        return has ? given : taken;
    }

    /** As it stands in the database, in answers and in commands. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Role::code).toList();
    }

    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
