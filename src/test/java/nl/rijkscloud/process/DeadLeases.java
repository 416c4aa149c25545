package nl.rijkscloud.process;

import nl.rijkscloud.testing.TestDatabase;

/** What a process had claimed when it died is claimed until its lease ends. Tests do not wait for that. */
final class DeadLeases {
    private DeadLeases() {}

    /** The time is over. Only rows that a living process does not hold may be waiting. */
    static void end(PortalProcess portal) {
        var database = portal.surroundings().config().database();
        TestDatabase.sql(database, "update document set check_due = now() where state = 'checking'");
        TestDatabase.sql(database, "update outbox set due_at = now() where state = 'waiting'");
    }
}
