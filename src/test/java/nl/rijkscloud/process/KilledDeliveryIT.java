package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} between the last byte and the last mail. */
final class KilledDeliveryIT {
    private static final int SENDERS = 8;

    @TempDir
    private static Path folder;

    private static PortalProcess portal;

    @BeforeAll
    static void start() throws Exception {
        portal = PortalProcess.start(folder, new JsonObject());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    /** Some submissions have been answered, some are running, and some have not arrived yet. */
    @Test
    void killDuringManySubmissionsSendsEachExactlyOnce() throws Exception {
        for (var answered : List.of(1, SENDERS / 2)) {
            var senders = Stream.generate(this::withADocument).limit(SENDERS).toList();
            var first = new CountDownLatch(answered);
            senders.forEach(sender -> pressVerstuur(sender, first::countDown));
            first.await();
            portal.kill();
            DeadLeases.end(portal);
            portal.start();

            senders.forEach(SenderJourney::submit); // after the first attempt, successful or not
            awaitEmptyOutbox();
            assertThat(senders).allSatisfy(this::sentOnce);
        }
    }

    @Test
    void killInTheMiddleOfASubmissionLeavesNoEffect() throws Exception {
        var sender = withADocument();
        try (var hold = new Hold(database(), "transfer", "new.state <> old.state")) {
            pressVerstuur(sender, () -> {});
            hold.await();
            portal.kill();
        }
        portal.start();

        assertThat(sender.transfer().getString("state")).isEqualTo("open");
        assertThat(mails(sender)).hasSize(1);
        sender.submit();
        awaitEmptyOutbox();
        sentOnce(sender);
    }

    /** The claim on the document outlives the process, and no browser returns with a link. */
    @Test
    void deliveryThatWaitsForACheckContinuesByItself() throws Exception {
        var sender = SenderJourney.begin(portal);
        try (var hold = new Hold(database(), "document", "new.check_due is distinct from old.check_due")) {
            sender.add("brief.txt", Sample.text(200_000, 1));
            hold.await();
            assertThat(sender.submit().getString("state")).isEqualTo("submitted");
            portal.kill();
        }
        assertThat(state(sender)).contains("submitted");
        DeadLeases.end(portal);
        portal.start();

        Awaitility.await().atMost(PortalProcess.PATIENCE)
                .until(() -> state(sender).filter("delivered"::equals).isPresent());
        awaitEmptyOutbox();
        sentOnce(sender);
    }

    /** A mail that was handed over but not recorded is sent again; the contact sees that it is the same. */
    @Test
    void killBetweenAMailAndItsRecordSendsTheSameMailAgain() throws Exception {
        var sender = withADocument();
        try (var hold = new Hold(database(), "outbox", "new.state = 'accepted' and new.template = 'notification'")) {
            sender.submit();
            hold.await();
            portal.kill();
        }
        DeadLeases.end(portal);
        portal.start();
        awaitEmptyOutbox();

        sentOnce(sender);
        assertThat(sender.mails().stream().filter(mail -> mail.to().equalsIgnoreCase("Meldpunt@igj.nl"))
                .map(Caught::link).map(Optional::orElseThrow))
                .isNotEmpty().hasSizeLessThanOrEqualTo(2).containsOnly(sender.downloadLink());
    }

    private SenderJourney withADocument() {
        var sender = SenderJourney.begin(portal);
        sender.add("brief.txt", Sample.text(1000, 1));
        sender.awaitChecked();
        return sender;
    }

    private static void pressVerstuur(SenderJourney sender, Runnable heard) {
        Thread.ofVirtual().start(() -> {
            try {
                sender.submit();
                heard.run();
            } catch (UncheckedIOException killed) {
                // the outcome is unknown, and submitting again has to work
            }
        });
    }

    /** One confirmation with the report, one notification, and both are true. */
    private void sentOnce(SenderJourney sender) {
        assertThat(mails(sender)).hasSize(3);
        assertThat(TestDatabase.value(database(),
                "select string_agg(template, ' ' order by template) from outbox where transfer_id = "
                        + transfer(sender)))
                .contains("confirmation notification upload-link");
        assertThat(sender.report().getString("state")).isEqualTo("delivered");
    }

    /** Returns distinct mails: the upload link is the first. */
    private static Set<String> mails(SenderJourney sender) {
        return sender.mails().stream().map(Caught::text).collect(Collectors.toSet());
    }

    private void awaitEmptyOutbox() {
        Awaitility.await("all mails are sent").atMost(PortalProcess.PATIENCE).until(() ->
                TestDatabase.value(database(), "select count(*) from outbox where state = 'waiting'")
                .filter("0"::equals).isPresent());
    }

    private Optional<String> state(SenderJourney sender) {
        return TestDatabase.value(database(), "select state from transfer where id = " + transfer(sender));
    }

    private static String transfer(SenderJourney sender) {
        return "(select id from transfer where sender_email = '" + sender.email() + "')";
    }

    private Config.Database database() {
        return portal.surroundings().config().database();
    }
}
