package nl.rijkscloud.process;

import nl.rijkscloud.testing.TestDatabase;

/** Claims of a dead process last until their lease ends. Tests do not wait for that. */
final class DeadLeases {
    private DeadLeases() {}

    /** Ends the leases. Call it only when no living process holds a waiting row. */
    static void end(PortalProcess portal) {
        var database = portal.surroundings().config().database();
        TestDatabase.sql(database, "update document set check_due = now() where state = 'checking'");
        TestDatabase.sql(database, "update outbox set due_at = now() where state = 'waiting'");
    }
}
