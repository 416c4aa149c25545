package nl.rijkscloud.upload;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** Takes the bytes of one request. Confined to the event loop of that request. */
public interface UploadSink extends WriteStream<Buffer> {
    /** Completes when bytes may come: there may be many uploads before this one. Also when there is no need for any, which the next write then tells. */
    Future<Void> ready();

    /** How many bytes complete the segment that is being filled: of so many at once nothing is left over. From 1 to a segment's, 0 at the end of the document. */
    int wanted();
}
