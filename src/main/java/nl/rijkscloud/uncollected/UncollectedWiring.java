package nl.rijkscloud.uncollected;

import java.util.List;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires reminders and retention of transfers that nobody has collected. */
public record UncollectedWiring(List<PeriodicTask> chores) {
    public static UncollectedWiring of(
            Platform platform, AuditWiring audit, OutboxWiring outbox, TransferWiring transfer) {
        var reminders = new UncollectedReminders(
                platform.chores(), transfer.transfers(), outbox.outbox(), new UncollectedMails(platform.config()),
                audit.audit(), platform.config().retention().maximum(), platform.clock());
        return new UncollectedWiring(List.of(new PeriodicTask("uncollected", pass -> reminders.run())));
    }
}
