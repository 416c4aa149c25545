package nl.rijkscloud.kernel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds types to the event bus of Vert.x. It owns the codec, the time-out and the way failures travel: it sends an
 * answer even if the handler throws, so that no caller waits for the whole time-out. A message here is never the only
 * copy of a duty; duties are rows in the database.
 *
 * <p>Safe for use from any thread.
 */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String CODEC = "reference";

    private record Envelope(Object content, Throwable failure) {}

    private final EventBus events;
    private final DeliveryOptions options =
            new DeliveryOptions().setLocalOnly(true).setCodecName(CODEC).setSendTimeout(TIMEOUT.toMillis());

    public Bus(Vertx vertx) {
        events = vertx.eventBus();
        events.registerCodec(new ReferenceCodec());
    }

    /**
     * Asks the verticle that serves the topic. Fails with its failure, or with {@code UNAVAILABLE} when nobody answers
     * in time.
     */
    public <Q, R> Future<R> ask(Topic<Q, R> topic, Q question) {
        return events.<Envelope>request(topic.address(), new Envelope(question, null), options)
                .recover(unheard -> Future.failedFuture(translated(topic, unheard)))
                .compose(message -> Bus.<R>opened(message.body()));
    }

    /**
     * Tells every listener that something happened; they look in the database for what is due, so a lost call only
     * costs time.
     */
    public <Q> void tell(Topic<Q, Void> topic, Q news) {
        events.publish(topic.address(), new Envelope(news, null), options);
    }

    /** Answers the topic's questions on the calling verticle's context, until that is undeployed. */
    public <Q, R> void serve(Topic<Q, R> topic, Function<Q, Future<R>> service) {
        events.<Envelope>localConsumer(topic.address()).handler(message -> {
            Future<R> answer;
            try {
                @SuppressWarnings("unchecked")
                var question = (Q) message.body().content();
                answer = service.apply(question);
            } catch (RuntimeException | Error bug) {
                answer = Future.failedFuture(bug);
            }
            answer.onComplete(done -> {
                if (message.replyAddress() != null) {
                    message.reply(new Envelope(done.result(), done.cause()), options);
                } else if (done.failed()) {
                    LOG.warn("{} failed", topic.address(), done.cause());
                }
            });
        });
    }

    @SuppressWarnings("unchecked")
    private static <R> Future<R> opened(Envelope answer) {
        return answer.failure() == null
                ? Future.succeededFuture((R) answer.content())
                : Future.failedFuture(answer.failure());
    }

    private static Throwable translated(Topic<?, ?> topic, Throwable cause) {
        if (cause instanceof ReplyException reply && reply.failureType() != ReplyFailure.RECIPIENT_FAILURE) {
            return Failure.of(Failure.Kind.UNAVAILABLE, "unavailable",
                    "The service is starting or stopping. Please try again.")
                    .logged(topic.address() + ": " + reply.failureType());
        }
        return cause;
    }

    /** Passes the envelope itself: bytes never travel here, and records do not change. */
    private static final class ReferenceCodec implements MessageCodec<Envelope, Envelope> {
        @Override
        public void encodeToWire(Buffer buffer, Envelope envelope) {
            throw new IllegalStateException("this bus does not leave the process");
        }

        @Override
        public Envelope decodeFromWire(int position, Buffer buffer) {
            throw new IllegalStateException("this bus does not leave the process");
        }

        @Override
        public Envelope transform(Envelope envelope) {
            return envelope;
        }

        @Override
        public String name() {
            return CODEC;
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
