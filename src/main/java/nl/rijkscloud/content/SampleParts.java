package nl.rijkscloud.content;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Keeps the parts of a passing document that tell its kind. One thread at a time. */
final class SampleParts {
    /** The bytes of the beginning and of the end that recognise any kind. */
    static final int HEAD = 1 << 16;

    private final long length;
    private final ByteBuffer head;
    private final ByteBuffer tail;
    private long passed;
    private Optional<CompoundFile.Span> wanted = Optional.empty();
    private ByteBuffer directory = ByteBuffer.allocate(0);

    SampleParts(long length) {
        this.length = length;
        this.head = ByteBuffer.allocate((int) Math.min(HEAD, length));
        this.tail = ByteBuffer.allocate((int) Math.min(HEAD, Math.max(0, length - HEAD)));
    }

    /** Takes the next bytes of the document. */
    void add(ByteBuffer bytes) {
        var hadAll = !head.hasRemaining();
        keep(bytes, 0, head);
        keep(bytes, length - tail.capacity(), tail);
        if (!hadAll && !head.hasRemaining()) {
            wanted = CompoundFile.directoryAt(head.array()).filter(span -> span.start() + span.length() > HEAD);
            wanted.ifPresent(span -> directory = ByteBuffer.allocate(span.length()));
        }
        wanted.ifPresent(span -> keep(bytes, span.start(), directory));
        passed += bytes.remaining();
    }

    private void keep(ByteBuffer bytes, long from, ByteBuffer place) {
        var first = Math.max(0, from + place.position() - passed);
        if (place.hasRemaining() && first < bytes.remaining()) {
            var count = (int) Math.min(place.remaining(), bytes.remaining() - first);
            place.put(bytes.slice(bytes.position() + (int) first, count));
        }
    }

    DocumentSample sample() {
        return new DocumentSample(head.array(), length, directory.hasRemaining() ? new byte[0] : directory.array(),
                tail.array());
    }
}
