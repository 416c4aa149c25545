package nl.rijkscloud.limit;

import java.util.List;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.platform.Platform;

/** Wires the operator's numbers with the counters in the database. */
public record LimitWiring(Throttle throttle, Limits limits, MailPacing pacing) {
    public static LimitWiring of(Platform platform) {
        var log = new LimitLog(platform.metrics(), platform.clock());
        var throttle = new Throttle(platform.database(), platform.keys(), platform.clock(), log::hit);
        var limits = new Limits(platform.config().limits());
        var pacing = new MailPacing(platform.database(), throttle, limits, platform.clock(), platform.metrics());
        return new LimitWiring(throttle, limits, pacing);
    }

    /** Deletes counts of windows that are over. */
    public List<PeriodicTask> chores() {
        return List.of(new PeriodicTask("limits", pass -> throttle.clear().compose(done -> pacing.clear())));
    }
}
