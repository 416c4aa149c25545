package nl.rijkscloud.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.link.LinkFixture.Sending;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upload that outlasts its session continues; nothing else of the session does. */
final class ActiveUploadTest {
    private static final Duration STEP = Duration.ofMinutes(20);

    private final LinkFixture fixture = new LinkFixture();
    private final Sending transfer = fixture.transfer();
    private final Sending received = fixture.transfer();
    private SessionSecret session;

    @BeforeEach
    void open() {
        var first = fixture.open(fixture.issue(received, LinkKind.DOWNLOAD), Optional.empty()).session();
        session = fixture.open(fixture.issue(transfer, LinkKind.UPLOAD), Optional.of(first)).session();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void activeUploadContinuesPastTheAbsoluteEnd() {
        upload(LinkFixture.LIMITS.absolute().plusHours(6));

        var grant = fixture.grant(session, id(transfer), LinkKind.UPLOAD);
        assertThat(grant.alive()).isTrue();
        fixture.sessions.clear().await();
        assertThat(fixture.noGrant(session, id(transfer), LinkKind.UPLOAD)).isNull();
    }

    @Test
    void everythingElseOfItsSessionEnds() {
        upload(LinkFixture.LIMITS.absolute().plusHours(6));

        assertThat(fixture.noGrant(session, id(received), LinkKind.DOWNLOAD)).isNotNull();
        assertThat(fixture.sessions.findGrant(Optional.of(session), id(received), LinkKind.UPLOAD, LinkKind.DOWNLOAD)
                .otherwiseEmpty().await()).isNull();
    }

    @Test
    void stoppedUploadEndsAfterTheIdleTimeDespiteOtherRequests() {
        upload(LinkFixture.LIMITS.absolute());

        for (var asked = Duration.ZERO; asked.compareTo(LinkFixture.LIMITS.idle()) < 0; asked = asked.plus(STEP)) {
            assertThat(fixture.noGrant(session, id(transfer), LinkKind.UPLOAD)).isNull();
            fixture.clock.advance(STEP);
        }
        assertThat(fixture.noGrant(session, id(transfer), LinkKind.UPLOAD)).isNotNull();
        fixture.sessions.clear().await();
        assertThat(TestDatabase.value(fixture.config, "select 1 from session where uploaded_at is not null")).isEmpty();
    }

    @Test
    void sessionWithoutAnUploadEndsAtTheAbsoluteEnd() {
        for (var passed = Duration.ZERO;
                passed.compareTo(LinkFixture.LIMITS.absolute()) < 0;
                passed = passed.plus(STEP)) {
            assertThat(fixture.noGrant(session, id(transfer), LinkKind.UPLOAD)).isNull();
            fixture.clock.advance(STEP);
        }

        assertThat(fixture.noGrant(session, id(transfer), LinkKind.UPLOAD)).isNotNull();
    }

    @Test
    void staffUploadContinuesAndTheirSessionStillEnds() {
        var signedIn = fixture.sessions
                .signIn(session, fixture.staff(), LinkFixture.SOURCE, SignInOrigin.PASSWORD).await();
        session = signedIn;
        upload(LinkFixture.LIMITS.staffAbsolute().plusHours(1));

        assertThat(fixture.sessions.findUploader(Optional.of(session)).await()).isPresent();
        assertThat(fixture.sessions.findStaff(Optional.of(session)).await()).isEmpty();

        fixture.clock.advance(LinkFixture.LIMITS.staffIdle());
        assertThat(fixture.sessions.findUploader(Optional.of(session)).await()).isEmpty();
    }

    private void upload(Duration time) {
        for (var passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(STEP)) {
            fixture.clock.advance(STEP);
            fixture.sessions.recordUpload(session).await();
        }
    }

    private static UUID id(Sending sending) {
        return sending.key().transfer();
    }
}
