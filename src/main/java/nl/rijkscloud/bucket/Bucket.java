package nl.rijkscloud.bucket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.StoreAway;
import nl.rijkscloud.vault.Aead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of one bucket below one prefix. A call that fails although its request was right throws {@link
 * StoreAway}, after the retries of {@link BucketClient}; an object that is not there is a {@link NoSuchFileException}.
 */
public final class Bucket {
    private static final Logger LOG = LoggerFactory.getLogger(Bucket.class);
    private static final long LOG_EVERY = Duration.ofSeconds(30).toNanos();
    private static final AtomicLong NEXT_LINE = new AtomicLong(System.nanoTime());

    /** Keys in one request for deletion, as S3 allows. */
    private static final int MOST_KEYS = 1000;

    private static final int NOT_FOUND = 404;
    private static final int FULL = 507;

    /** Answers to questions that the store does not know, or these credentials may not ask. */
    private static final List<Integer> UNKNOWN = List.of(400, 403, 405, 501);
    private static final List<Integer> UNKNOWN_ALWAYS = List.of(405, 501);

    private static final List<String> FULL_CODES = List.of("QuotaExceeded", "InsufficientStorage", "XMinioStorageFull");

    private final Config.S3 config;
    private final String bucket;
    private final String prefix;

    /** Connects to nothing yet. */
    public Bucket(Config.S3 config) {
        this.config = config;
        this.bucket = config.bucket();
        this.prefix = config.prefix();
    }

    /** An object as a list shows it. */
    public record Listed(String key, Instant modified) {}

    /**
     * Stores an object; when this returns, it is durable. The store compares the bytes with their MD5 sum, so bytes
     * that changed on the way are refused.
     *
     * @param content from position to limit, one after the other, unchanged until this returns
     * @return true if the bucket keeps versions of its objects
     */
    public boolean put(String key, List<ByteBuffer> content) throws IOException {
        var sum = md5();
        content.forEach(part -> sum.update(part.duplicate()));
        var body = AsyncRequestBody.fromByteBuffersUnsafe(content.toArray(ByteBuffer[]::new));
        var put = await(client().putObject(request -> request.bucket(bucket).key(prefix + key)
                .contentMD5(Base64.getEncoder().encodeToString(sum.digest())), body));
        return isVersion(put.versionId());
    }

    /** Reads the object from {@code start} on into these buffers, from position to limit. Their positions stay. */
    public void get(String key, long start, List<ByteBuffer> into) throws IOException {
        var length = into.stream().mapToLong(ByteBuffer::remaining).sum();
        var range = "bytes=" + start + "-" + (start + length - 1);
        await(client().getObject(
                request -> request.bucket(bucket).key(prefix + key).range(range), new RangeReceiver(into)));
    }

    /** The whole of a small object. */
    public Optional<byte[]> find(String key) throws IOException {
        try {
            return Optional.of(await(client().getObject(request -> request.bucket(bucket).key(prefix + key),
                    AsyncResponseTransformer.toBytes())).asByteArray());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** The time when the object was stored; empty if it is not there. Unlike a list, this never lags. */
    public Optional<Instant> modified(String key) throws IOException {
        try {
            return Optional.of(
                    await(client().headObject(request -> request.bucket(bucket).key(prefix + key))).lastModified());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** All objects whose keys begin so. A store may leave out what came a moment ago. */
    public List<Listed> list(String start) throws IOException {
        return list(start, Integer.MAX_VALUE);
    }

    /** The first of these objects, at least the given number if there are as many. */
    public List<Listed> list(String start, int enough) throws IOException {
        var found = new ArrayList<Listed>();
        var token = Optional.<String>empty();
        do {
            var from = token;
            var page = await(client().listObjectsV2(request -> request.bucket(bucket).prefix(prefix + start)
                    .continuationToken(from.orElse(null))));
            page.contents().forEach(object ->
                    found.add(new Listed(object.key().substring(prefix.length()), object.lastModified())));
            token = Boolean.TRUE.equals(page.isTruncated())
                    ? Optional.ofNullable(page.nextContinuationToken())
                    : Optional.empty();
        } while (token.isPresent() && found.size() < enough);
        return found;
    }

    /** The folders directly below {@code start}, which ends with a slash; each ends with one too. */
    public List<String> folders(String start) throws IOException {
        var found = new ArrayList<String>();
        var token = Optional.<String>empty();
        do {
            var from = token;
            var page = await(client().listObjectsV2(request -> request.bucket(bucket).prefix(prefix + start)
                    .delimiter("/").continuationToken(from.orElse(null))));
            page.commonPrefixes().stream().map(CommonPrefix::prefix)
                    .map(folder -> folder.substring(prefix.length())).forEach(found::add);
            token = Boolean.TRUE.equals(page.isTruncated())
                    ? Optional.ofNullable(page.nextContinuationToken())
                    : Optional.empty();
        } while (token.isPresent());
        return found;
    }

    /** Deletes objects; those that are not there are no error. */
    public void delete(List<String> keys) throws IOException {
        for (var from = 0; from < keys.size(); from += MOST_KEYS) {
            var some = keys.subList(from, Math.min(keys.size(), from + MOST_KEYS)).stream()
                    .map(key -> ObjectIdentifier.builder().key(prefix + key).build()).toList();
            var done = await(client().deleteObjects(
                    request -> request.bucket(bucket).delete(these -> these.objects(some).quiet(true))));
            if (done.hasErrors() && !done.errors().isEmpty()) {
                throw new StoreAway("the object store did not delete: " + done.errors().getFirst().code());
            }
        }
    }

    /** True if the bucket keeps older versions of objects, or did so: deleted objects may then still be there. */
    public boolean keepsVersions() throws IOException {
        return versioning().filter(found -> found.status() != null
                        && found.status() != BucketVersioningStatus.UNKNOWN_TO_SDK_VERSION).isPresent();
    }

    /** True if the store reports its versioning, and these credentials may ask for it. */
    public boolean tellsOfVersions() throws IOException {
        return versioning().isPresent();
    }

    private Optional<GetBucketVersioningResponse> versioning() throws IOException {
        return answers(client -> client.getBucketVersioning(request -> request.bucket(bucket)));
    }

    /** True if the bucket can forbid that objects are deleted. */
    public boolean locksObjects() throws IOException {
        return answers(client -> client.getObjectLockConfiguration(request -> request.bucket(bucket)))
                .filter(found -> found.objectLockConfiguration() != null
                        && found.objectLockConfiguration().objectLockEnabled() == ObjectLockEnabled.ENABLED)
                .isPresent();
    }

    private S3AsyncClient client() throws IOException {
        return BucketClient.of(config);
    }

    private interface Call<T> {
        CompletableFuture<T> begin(S3AsyncClient client);
    }

    /** Empty if the store does not know the question, does not answer it to us, or has nothing of the kind. */
    private <T> Optional<T> answers(Call<T> call) throws IOException {
        try {
            return Optional.of(await(call.begin(client())));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (StoreAway away) {
            if (away.getCause() instanceof S3Exception answer && UNKNOWN.contains(answer.statusCode())) {
                return Optional.empty();
            }
            throw away;
        }
    }

    private static <T> T await(CompletableFuture<T> call) throws IOException {
        try {
            return call.get();
        } catch (InterruptedException stopped) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the object store worked");
        } catch (ExecutionException failed) {
            throw explained(Objects.requireNonNullElse(failed.getCause(), failed));
        }
    }

    private static IOException explained(Throwable failure) {
        if (!(failure instanceof S3Exception answer)) {
            return away("the object store does not answer: " + failure.getClass().getSimpleName(), failure);
        }
        var code = answer.awsErrorDetails() == null ? "" : String.valueOf(answer.awsErrorDetails().errorCode());
        if (answer.statusCode() == FULL || FULL_CODES.contains(code)) {
            return new IOException("the object store: quota exceeded"); // FullDisk knows the words
        }
        if (answer.statusCode() == NOT_FOUND && !code.equals("NoSuchBucket")) {
            return new NoSuchFileException("object");
        }
        var why = "the object store answered " + answer.statusCode() + " " + code;
        return UNKNOWN_ALWAYS.contains(answer.statusCode()) ? new StoreAway(why, failure) : away(why, failure);
    }

    /** Logs an outage now and then, instead of each failed call. */
    private static StoreAway away(String why, Throwable failure) {
        var now = System.nanoTime();
        var next = NEXT_LINE.get();
        if (now - next >= 0 && NEXT_LINE.compareAndSet(next, now + LOG_EVERY)) {
            LOG.warn("{}", why);
        }
        return new StoreAway(why, failure);
    }

    private static boolean isVersion(@Nullable String version) {
        return version != null && !version.isEmpty() && !version.equals("null");
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5", Aead.PROVIDER);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("MD5 is missing", impossible);
        }
    }
}
