package nl.rijkscloud.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.mail.ReturnPath;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires return addresses, the mailbox of reports, and the mails about a mail that did not arrive. */
public final class BounceWiring {
    private static final int BATCH = 1000;

    private final Platform platform;
    private final Optional<ReturnAddresses> addresses;
    private final UnreachedContacts unreached;
    private final ReportRecorder recorder;

    public BounceWiring(Platform platform, AuditWiring audit, OutboxWiring outbox, TransferWiring transfer) {
        this.platform = platform;
        var config = platform.config();
        addresses = config.bounce()
                .map(own -> new ReturnAddresses(platform.chores(), own, platform.random(), platform.clock()));
        if (addresses.isEmpty()) {
            MailboxReader.register(platform.metrics());
            ReadingTurn.register(platform.metrics(), () -> Double.NaN);
        }
        recorder = new ReportRecorder(platform.chores(), audit.audit(), platform.clock());
        unreached = new UnreachedContacts(
                platform.chores(), transfer, outbox.outbox(), audit.audit(), platform.clock(), config.organisation());
    }

    /** The senders of envelopes: one for each mail where there is a mailbox. */
    public ReturnPath returnPath() {
        return addresses.<ReturnPath>map(own -> own)
                .orElseGet(() -> ReturnPath.fixed(platform.config().mail().bounces()));
    }

    /** Look after mails that have left, at a short interval. */
    public List<PeriodicTask> mailChores() {
        var chores = new ArrayList<PeriodicTask>();
        addresses.ifPresent(own -> chores.add(reading(platform.config().bounce().orElseThrow(), own)));
        chores.add(new PeriodicTask("unreached-contacts", unreached::tell));
        return chores;
    }

    private PeriodicTask reading(Config.Bounce config, ReturnAddresses own) {
        var turn = new ReadingTurn(platform.chores(), platform.clock(), platform.metrics());
        var reader = new MailboxReader(config, own, recorder, turn, platform.metrics(), MailboxReader.LONGEST);
        return new PeriodicTask("bounces", reader::read);
    }

    public List<PeriodicTask> chores() {
        return List.of(new PeriodicTask("bounce-addresses", pass -> Loop.whileTrue(
                () -> recorder.forgetExpired(BATCH).map(more -> more && !pass.getAsBoolean()))));
    }
}
