package nl.rijkscloud.bucket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.TrustManager;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.TrustedCertificates;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * Makes the client of the store as the configuration says. It tries a call five times, with growing waits that differ
 * at random, and gives it up after {@link #CALL}: then the caller's client is told to come back, instead of being kept.
 */
final class BucketClient {
    /** The time that one call may take in all. */
    static final Duration CALL = Duration.ofSeconds(40);

    private static final Duration ATTEMPT = Duration.ofSeconds(15);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int TRIES = 5;
    private static final int CONNECTIONS = 64;
    private static final int THREADS = 2;

    /** One for each bucket, which holds connections and threads as long as the process lives. */
    private static final Map<Config.S3, S3AsyncClient> CLIENTS = new ConcurrentHashMap<>();

    private BucketClient() {}

    static S3AsyncClient of(Config.S3 config) throws IOException {
        try {
            return CLIENTS.computeIfAbsent(config, BucketClient::made);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private static S3AsyncClient made(Config.S3 config) {
        var http = NettyNioAsyncHttpClient.builder()
                .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(THREADS))
                .maxConcurrency(CONNECTIONS)
                .maxPendingConnectionAcquires(Integer.MAX_VALUE) // callers are the worker threads, which are few
                .connectionAcquisitionTimeout(ATTEMPT)
                .connectionTimeout(CONNECT)
                .readTimeout(ATTEMPT)
                .writeTimeout(ATTEMPT);
        if (config.caFile().isPresent()) {
            var trusted = trusted(config.caFile().get());
            http.tlsTrustManagersProvider(() -> trusted);
        }
        var client = S3AsyncClient.builder()
                .region(Region.of(config.region()))
                .forcePathStyle(config.pathStyle())
                // saves a round for each object, and proxies that do not know the question
                .serviceConfiguration(s3 -> s3.expectContinueEnabled(false))
                .credentialsProvider(credentials(config))
                .httpClientBuilder(http)
                // servers that are not of Amazon refuse the checksums that newer clients add by themselves
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(calls -> calls.apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(TRIES)
                                .build()));
        config.endpoint().ifPresent(client::endpointOverride);
        return client.build();
    }

    /** Reads the files again for each call, so that keys can be replaced without a restart. */
    private static AwsCredentialsProvider credentials(Config.S3 config) {
        if (config.accessKeyFile().isEmpty() || config.secretKeyFile().isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        var access = config.accessKeyFile().get();
        var secret = config.secretKeyFile().get();
        return () -> AwsBasicCredentials.create(text(access), text(secret));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw SdkClientException.create(file + " cannot be read", unreadable);
        }
    }

    private static TrustManager[] trusted(Path file) {
        try {
            return TrustedCertificates.read(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
