package nl.rijkscloud.download;

import java.util.List;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.stream.DownloadContent;
import nl.rijkscloud.stream.HandoverProgress;

/**
 * One response while it goes out. The response's event loop moves the mark; whoever writes down what was handed over, one at a time, moves what is kept.
 * Two numbers tell what was handed over, whatever the document's length, since a response has no gaps.
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

    /** The operating system has taken all bytes before this one. */
    void reached(long position) {
        mark = position;
    }

    /** The bytes that were handed over and are not written down yet. */
    ByteRange fresh() {
        return new ByteRange(kept, Math.max(kept, mark));
    }

    /** All bytes before this one are written down. */
    void keptUpTo(long position) {
        kept = position;
    }

    /** The documents' bytes in a range; documents without bytes are left to the end of the response. */
    List<DownloadContent.Coverage> bytesIn(ByteRange range) {
        return content.coverage(range).stream().filter(part -> part.range().length() > 0).toList();
    }

    /** The bytes that are still to be written down at the end of the response. */
    List<DownloadContent.Coverage> rest(HandoverProgress sent) {
        var range = new ByteRange(kept, Math.max(kept, sent.range().end()));
        return content.coverage(new HandoverProgress(range, Math.max(range.end(), sent.mayHave()), sent.complete()));
    }

    /** The same of a response that turned out to be damaged. */
    List<DownloadContent.Coverage> rest() {
        return content.coverage(new HandoverProgress(fresh(), false));
    }
}
