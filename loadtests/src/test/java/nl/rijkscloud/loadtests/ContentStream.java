package nl.rijkscloud.loadtests;

import java.io.InputStream;
import java.util.Objects;

/** A document made while it is read, so that its size costs the load generator nothing. One thread. */
final class ContentStream extends InputStream {
    private final Content content;
    private final long length;

    private long position;

    ContentStream(Content content, long length) {
        this.content = content;
        this.length = length;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int most) {
        Objects.checkFromIndexSize(from, most, target.length);
        if (position == length) {
            return -1;
        }
        var count = (int) Math.min(most, length - position);
        content.fill(position, target, from, count);
        position += count;
        return count;
    }

    /** Netty sends chunks of at most this size: with the default result of streams it would send single bytes. */
    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE - 8L, length - position);
    }
}
