package nl.rijkscloud.testing;

import java.util.UUID;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;

/** An account that one test may change freely: no other test uses it. */
public final class NewStaff {
    private final DemoPortal portal;
    private final DemoStaff person;

    /** Copies an account with a password, with the role of an employee and a number of its own. */
    public NewStaff(DemoPortal portal) {
        this.portal = portal;
        person = new DemoStaff(
                "Mia Mol", "m." + UUID.randomUUID() + "@igj.nl", RecipientJourney.freshMobile(),
                DemoStaff.LOTTE.password(), false, DemoStaff.LOTTE.role());
        sql("""
                insert into staff (id, email, name, mobile, password_hash, roles, created_at)
                select gen_random_uuid(), '%s', '%s', '%s', password_hash, roles, now() from staff where email = '%s'"""
                .formatted(person.email(), person.name(), person.mobile(), DemoStaff.LOTTE.email()));
    }

    public DemoStaff person() {
        return person;
    }

    public StaffJourney signIn() {
        return StaffJourney.signIn(portal, person);
    }

    /**
     * Changes the account.
     *
     * @param assignments in SQL
     */
    public void set(String assignments) {
        sql("update staff set %s where email = '%s'".formatted(assignments, person.email()));
    }

    private void sql(String statement) {
        TestDatabase.sql(portal.config().database(), statement);
    }
}
