package nl.rijkscloud.download;

import java.util.List;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.stream.DownloadContent;
import nl.rijkscloud.stream.HandoverProgress;

/**
 * The progress of one response. The response's event loop moves {@code mark}; the recording, one step at a time, moves
 * {@code kept}. A response has no gaps, so two numbers describe it whatever its length.
 */
final class RunningResponse {
    private final DownloadRecipient taker;
    private final DownloadContent content;
    private volatile long mark;
    private volatile long kept;

    RunningResponse(DownloadRecipient taker, DownloadContent content, long start) {
        this.taker = taker;
        this.content = content;
        mark = start;
        kept = start;
    }

    DownloadRecipient taker() {
        return taker;
    }

    /** Notes that the operating system has taken all bytes before this position. */
    void reached(long position) {
        mark = position;
    }

    /** The bytes that were handed over and are not recorded yet. */
    ByteRange fresh() {
        return new ByteRange(kept, Math.max(kept, mark));
    }

    /** Notes that all bytes before this position are recorded. */
    void keptUpTo(long position) {
        kept = position;
    }

    /** The bytes of documents in a range; empty documents are recorded at the end of the response. */
    List<DownloadContent.Coverage> bytesIn(ByteRange range) {
        return content.coverage(range).stream().filter(part -> part.range().length() > 0).toList();
    }

    /** The bytes that remain to be recorded at the end of the response. */
    List<DownloadContent.Coverage> rest(HandoverProgress sent) {
        var range = new ByteRange(kept, Math.max(kept, sent.range().end()));
        return content.coverage(new HandoverProgress(range, Math.max(range.end(), sent.mayHave()), sent.complete()));
    }

    /** The same for a response whose document turned out to be damaged. */
    List<DownloadContent.Coverage> rest() {
        return content.coverage(new HandoverProgress(fresh(), false));
    }
}
