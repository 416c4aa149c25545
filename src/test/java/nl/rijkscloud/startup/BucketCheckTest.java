package nl.rijkscloud.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.blob.BlobPlace;
import nl.rijkscloud.bucket.Bucket;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ScrubPace;
import nl.rijkscloud.testing.FaultyObjectServer;
import nl.rijkscloud.testing.FaultyObjectServer.Fault;
import nl.rijkscloud.testing.ObjectServer;
import nl.rijkscloud.testing.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start checks a bucket as it checks a folder, and refuses one that keeps deleted objects. */
final class BucketCheckTest {
    private final Config.S3 bucket = ObjectServer.fresh();
    private final FaultyObjectServer line = new FaultyObjectServer();

    @TempDir
    private Path folder;

    @BeforeEach
    void mark() throws IOException {
        place(bucket).setMark(UUID.randomUUID());
    }

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void usableBucketHasNoFindingsAndKeepsNothingOfTheLook() {
        assertThat(StoreCheck.run(place(bucket), () -> Optional.of(false))).isEqualTo(Findings.NOTHING);
        assertThat(ObjectServer.keys(bucket)).containsExactly("installation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Enabled", "Suspended"})
    void bucketThatKeepsOrKeptVersionsIsRefused(String status) {
        line.answer("?versioning", "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>"
                + status + "</Status></VersioningConfiguration>");

        assertThat(StoreCheck.run(place(line.before(bucket)), () -> Optional.of(true)).reasons())
                .singleElement().asString().startsWith("storage.s3: ").contains("keeps versions");
    }

    @Test
    void bucketThatLocksObjectsIsRefused() {
        line.answer("?object-lock", "<ObjectLockConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>");

        assertThat(StoreCheck.run(place(line.before(bucket)), () -> Optional.of(true)).reasons())
                .singleElement().asString().startsWith("storage.s3: ").contains("can lock objects");
    }

    @Test
    void bucketThatHidesItsSettingsIsRefusedForTheVersionOfAnObject() {
        line.spoil(request -> request.method().name().equals("PUT") ? Fault.VERSIONED : Fault.NONE);

        assertThat(StoreCheck.run(place(line.before(bucket)), () -> Optional.of(true)).reasons())
                .singleElement().asString().startsWith("storage.s3: ").contains("keeps versions");
    }

    @Test
    void fullBucketIsAWarning() {
        line.spoil(request -> request.method().name().equals("PUT") ? Fault.FULL : Fault.NONE);

        assertThat(StoreCheck.run(place(line.before(bucket)), () -> Optional.of(true)).warnings())
                .singleElement().asString().contains("is full");
    }

    @Test
    void storeThatDoesNotAnswerIsWaitedForOnceThePortalHasWorkedInIt() {
        line.spoil(request -> Fault.ERROR);
        var away = place(line.before(bucket));

        assertThat(StoreCheck.run(away, () -> Optional.of(true)).waits()).singleElement().asString()
                .startsWith("storage.s3: ").contains("does not answer");
        assertThat(StoreCheck.run(away, () -> Optional.of(false)).reasons()).hasSize(1);
    }

    @Test
    void wrongSecretIsAReasonAndIsNotShown() {
        var wrong = new Config.S3(bucket.endpoint(), bucket.region(), bucket.bucket(), bucket.prefix(), true,
                bucket.accessKeyFile(), bucket.accessKeyFile(), Optional.empty());

        assertThat(StoreCheck.run(place(wrong), () -> Optional.of(false)).reasons()).singleElement().asString()
                .contains("does not answer").doesNotContain("tester");
    }

    @Test
    void newPortalIsRefusedABucketWithDocumentsUnderItsPrefixOnly() throws Exception {
        var store = new Bucket(bucket);
        store.put("documents/3f/3f0e9f3c-0000-4000-8000-000000000000/1-0-" + UUID.randomUUID(), List.of());

        assertThat(StoreCheck.unclaimed(place(bucket)).reasons()).singleElement().asString()
                .contains("holds documents, but the database is new");
        assertThat(StoreCheck.unclaimed(place(ObjectServer.fresh()))).isEqualTo(Findings.NOTHING);
    }

    @Test
    void onlyTheCertificateOfTheConfigurationIsTrusted() throws Exception {
        var certificate = TestCertificate.make(folder, "EC");
        var tls = new HttpServerOptions().setSsl(true).setKeyCertOptions(new PemKeyCertOptions()
                .setCertPath(certificate.certificate().toString()).setKeyPath(certificate.key().toString()));
        try (var secure = new FaultyObjectServer(tls)) {
            var address = Optional.of(URI.create("https://localhost:" + secure.port()));
            var trusting = new Config.S3(address, bucket.region(), bucket.bucket(), bucket.prefix(), true,
                    bucket.accessKeyFile(), bucket.secretKeyFile(), Optional.of(certificate.certificate()));
            var strange = new Config.S3(address, bucket.region(), bucket.bucket(), bucket.prefix(), true,
                    bucket.accessKeyFile(), bucket.secretKeyFile(), Optional.empty());

            assertThat(StoreCheck.run(place(trusting), () -> Optional.of(false))).isEqualTo(Findings.NOTHING);
            assertThat(StoreCheck.run(place(strange), () -> Optional.of(false)).reasons()).hasSize(1);
        }
    }

    private static BlobPlace place(Config.S3 seen) {
        return BlobPlace.of(new Config.Storage(Config.StorageKind.S3, Path.of(""), Path.of("keys"), 16 << 20,
                Duration.ofDays(7), Optional.of(seen), ScrubPace.OFF));
    }
}
