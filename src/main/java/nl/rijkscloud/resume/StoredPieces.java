package nl.rijkscloud.resume;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.upload.UploadContext;

/**
 * Computes codes of the pieces that the server has of a document, for the holder of an upload grant: see {@link
 * PieceCodes}. Every call computes them from the stored bytes, and nothing is kept. Safe for use from any thread.
 */
final class StoredPieces {
    /** Limit on the pieces of one request: a quarter of a gigabyte. */
    static final int MAX_PIECES = 256;

    /** The pieces of one turn in the queue; a turn takes some milliseconds. */
    private static final int PIECES_PER_TURN = 8;

    private final UploadContext uploads;
    private final BlobStore blobs;
    private final PieceQueue queue;
    private final SecureRandom random = new SecureRandom();
    private final Queue<PieceReader> idle = new ConcurrentLinkedQueue<>();

    StoredPieces(UploadContext uploads, BlobStore blobs, WorkerExecutor workers, LimitLog limits) {
        this.uploads = uploads;
        this.blobs = blobs;
        this.queue = new PieceQueue(workers, limits);
    }

    /**
     * Codes for the bytes below {@code offset}.
     *
     * @param key of this document's codes; only the grant's session may see it
     * @param codes one for each piece that was asked for; empty if the server has no byte of it
     */
    record Answer(byte[] key, byte[] salt, long offset, List<Optional<byte[]>> codes) {}

    /**
     * Computes the codes of some pieces of a document.
     *
     * @param document a document of the grant's transfer, as its row is now
     * @param numbers of the pieces, from 0, each once
     * @param cancelled returns true once the client has given up
     * @return fails with {@code NOT_FOUND} if the document's file is gone, and with {@code BUSY} if too many requests
     *     wait
     */
    Future<Answer> codes(Grant grant, Document document, List<Integer> numbers, BooleanSupplier cancelled) {
        var key = grant.transferKey();
        var rest = document.rest() == null ? new byte[0] : uploads.rests()
                .open(key, document.id(), document.offset(), document.rest())
                .orElseThrow(() -> new IllegalStateException("the rest of " + document.id() + " does not open"));
        var coder = PieceCodes.of(key, document.id(), random);
        var codes = new ArrayList<Optional<byte[]>>();
        return queue.run(grant.session().id(), () -> {
            var reader = Optional.ofNullable(idle.poll()).orElseGet(PieceReader::new);
            try (var blob = reader.open(blobs, key, document)) {
                for (var left = PIECES_PER_TURN; left > 0 && codes.size() < numbers.size(); left--) {
                    var number = numbers.get(codes.size());
                    var length = PieceReader.held(document, number);
                    codes.add(length == 0
                            ? Optional.empty()
                            : Optional.of(coder.code(number, reader.read(blob, document, rest, number), length)));
                }
            } finally {
                idle.add(reader);
            }
            return codes.size() < numbers.size();
        }, cancelled).map(done -> new Answer(coder.key(), coder.salt(), document.offset(), codes))
                .recover(failure -> failure instanceof NoSuchFileException
                        ? Future.failedFuture(Failure.notFound())
                        : Future.failedFuture(failure));
    }

    /** The number of requests that wait for their codes. */
    int waiting() {
        return queue.size();
    }
}
