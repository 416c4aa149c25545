package nl.rijkscloud.bounce;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.outbox.MailDeliveryRecorder.Outcome;

/**
 * Reads reports from the mailbox, on a virtual thread of its own. A message is deleted after its result is in the
 * database; a crash in between costs one more look at it. Messages to no address of ours are left where they are. A
 * message about a mail that is not known costs its first {@value #HEAD} bytes and one statement.
 */
final class MailboxReader {
    /** The bytes of a message in which its headers are looked for. */
    static final int HEAD = 32 * 1024;
    /** The bytes of a message that are searched for a report; the returned mail comes after it. */
    static final int MOST_BYTES = 256 * 1024;
    /** The time of one pass; the next one reads the remaining messages. */
    static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String SAYING = "the mailbox of bounces ";
    private static final int PAGE = 100;
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final List<String> RECIPIENTS = List.of(
            "Delivered-To", "X-Original-To", "X-Delivered-To", "Envelope-To", "X-Envelope-To", "To");

    /** Each is a label of the metric. */
    enum Handled { BOUNCED, DEFERRED, NO_REPORT, UNKNOWN_MAIL, NOT_OURS }

    private final Config.Bounce config;
    private final ReturnAddresses addresses;
    private final ReportRecorder recorder;
    private final ReadingTurn turn;
    private final MeterRegistry metrics;
    private final Duration longest;

    /** @param longest the time of one pass */
    MailboxReader(Config.Bounce config, ReturnAddresses addresses, ReportRecorder recorder, ReadingTurn turn,
            MeterRegistry metrics, Duration longest) {
        this.config = config;
        this.addresses = addresses;
        this.recorder = recorder;
        this.turn = turn;
        this.metrics = metrics;
        this.longest = longest;
        register(metrics);
    }

    /** Shows all counters from the start. */
    static void register(MeterRegistry metrics) {
        Stream.of(Handled.values()).forEach(handled -> counter(metrics, handled));
    }

    /** Reads new messages, unless another server does. Fails if the mailbox cannot be read. */
    Future<Void> read(PeriodicTask.Pass pass) {
        return turn.take(() -> onThread(pass));
    }

    /** Interrupts the thread when its time is over: that closes the connection, and so ends everything in it. */
    private Future<Void> onThread(PeriodicTask.Pass pass) {
        var done = Promise.<Void>promise();
        var thread = Thread.ofVirtual().name("bounces").start(() -> {
            try {
                readAll(pass);
                done.tryComplete();
            } catch (Throwable failure) {
                done.tryFail(told(failure));
            }
        });
        return done.future().timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(late -> thread.interrupt());
    }

    /** Without the server's words, which a cause would bring into the log. */
    private static Throwable told(Throwable failure) {
        return switch (failure) {
            case ExecutionException ofDatabase when ofDatabase.getCause() != null -> ofDatabase.getCause();
            case MessagingException ofServer -> new IOException(SAYING + MailboxFault.describe(ofServer));
            case IOException ofServer -> new IOException(SAYING + MailboxFault.describe(ofServer));
            default -> failure;
        };
    }

    private void readAll(PeriodicTask.Pass pass) throws Exception {
        try (var mailbox = Mailbox.open(config, STEP)) {
            List<Message> page;
            do {
                page = mailbox.findUnread(PAGE);
                for (var message : page) {
                    if (pass.getAsBoolean()) {
                        return;
                    }
                    counter(metrics, handle(message)).increment();
                }
                mailbox.removeDeleted();
            } while (page.size() == PAGE);
        }
        await(turn.recordLook());
    }

    private Handled handle(Message message) throws Exception {
        var hashes = addresses.findHashes(recipients(Mailbox.read(message, HEAD)));
        if (hashes.isEmpty()) {
            Mailbox.leave(message);
            return Handled.NOT_OURS;
        }
        var mail = await(recorder.findMail(hashes));
        var result = mail.isEmpty() ? Handled.UNKNOWN_MAIL : take(mail.get(), message);
        Mailbox.delete(message);
        return result;
    }

    private Handled take(UUID mail, Message message) throws Exception {
        var report = DeliveryReport.read(Mailbox.read(message, MOST_BYTES));
        if (report.isEmpty()) {
            return Handled.NO_REPORT;
        }
        await(recorder.record(mail, report.get()));
        return report.get().outcome() == Outcome.BOUNCED ? Handled.BOUNCED : Handled.DEFERRED;
    }

    /** Headers that are too long, or malformed, name nobody. */
    private static List<String> recipients(byte[] head) {
        try {
            var headers = new InternetHeaders(new ByteArrayInputStream(head), true);
            return RECIPIENTS.stream()
                    .flatMap(name -> Optional.ofNullable(headers.getHeader(name)).stream().flatMap(Stream::of))
                    .toList();
        } catch (MessagingException | RuntimeException malformed) {
            return List.of();
        }
    }

    private static Counter counter(MeterRegistry metrics, Handled handled) {
        return Counter.builder("rijkscloud.bounce.messages")
                .tag("outcome", handled.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .description("Messages in the mailbox of bounces")
                .register(metrics);
    }

    private static <T> T await(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(STEP.toSeconds(), TimeUnit.SECONDS);
    }
}
