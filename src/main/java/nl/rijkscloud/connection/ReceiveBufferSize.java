package nl.rijkscloud.connection;

import io.netty.channel.Channel;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The number of bytes to read from a connection at a time: enough for a request's head, or, during a body, as many as
 * its sink wants. Other bytes stay in the system's buffers, where they cost the portal no memory. Install it before the
 * first read. A connection that begins with a handshake, as TLS does, has read by then, and Netty goes on guessing.
 */
final class ReceiveBufferSize extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int HEAD = 4 << 10;
    private static final int READS_IN_A_ROW = 16;

    private IntSupplier wanted = ReceiveBufferSize::nothing;

    private ReceiveBufferSize() {
        super(READS_IN_A_ROW);
    }

    static void set(Channel channel) {
        channel.config().setRecvByteBufAllocator(new ReceiveBufferSize());
    }

    static Optional<ReceiveBufferSize> of(Channel channel) {
        return channel.config().getRecvByteBufAllocator() instanceof ReceiveBufferSize size
                ? Optional.of(size)
                : Optional.empty();
    }

    /** @param wanted how many bytes at most, asked before each read; 0 says that nothing more is expected */
    void limit(IntSupplier wanted) {
        this.wanted = wanted;
    }

    /** A head is next. */
    void unlimited() {
        wanted = ReceiveBufferSize::nothing;
    }

    @Override
    public MaxMessageHandle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                var bytes = wanted.getAsInt();
                return bytes == 0 ? HEAD : bytes;
            }
        };
    }

    private static int nothing() {
        return 0;
    }
}
