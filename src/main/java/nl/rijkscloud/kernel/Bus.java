package nl.rijkscloud.kernel;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries typed news within this process, never questions and never the only copy of a duty: duties are rows in the
 * database, and every listener also looks there by itself, so that lost news costs time only.
 *
 * <p>Safe for use from any thread.
 */
public final class Bus {
    /**
     * A kind of news. {@code N} is an immutable record, passed by reference within this process.
     *
     * @param address the event bus address, e.g. {@code transfer.ended}
     * @param news the class of this news
     */
    public record Topic<N>(String address, Class<N> news) {}

    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final String CODEC = "reference";

    private record Envelope(Object news) {}

    private final Map<Topic<?>, List<Consumer<Object>>> hearers = new ConcurrentHashMap<>();
    private final EventBus events;
    private final DeliveryOptions options = new DeliveryOptions().setLocalOnly(true).setCodecName(CODEC);

    public Bus(Vertx vertx) {
        events = vertx.eventBus();
        events.registerCodec(new ReferenceCodec());
    }

    /** Tells every listener. Those of {@link #hear} have heard it when this returns. */
    public <N> void tell(Topic<N> topic, N news) {
        hearers.getOrDefault(topic, List.of()).forEach(hearer -> hearer.accept(news));
        events.publish(topic.address(), new Envelope(news), options);
    }

    /**
     * Calls the listener on the teller's thread, before {@link #tell} returns, until the process ends. It must neither
     * block nor throw.
     */
    public <N> void hear(Topic<N> topic, Consumer<N> listener) {
        hearers.computeIfAbsent(topic, first -> new CopyOnWriteArrayList<>())
                .add(news -> listener.accept(topic.news().cast(news)));
    }

    /**
     * Calls the listener on the calling verticle's context until that is undeployed. Exceptions of the listener are
     * logged.
     */
    public <N> void listen(Topic<N> topic, Consumer<N> listener) {
        events.<Envelope>localConsumer(topic.address()).handler(message -> {
            var news = topic.news().cast(message.body().news());
            try {
                listener.accept(news);
            } catch (RuntimeException | Error bug) {
                LOG.warn("A listener to {} failed", topic.address(), bug);
            }
        });
    }

    /** Passes the envelope itself: news is immutable and does not leave the process. */
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
