package nl.rijkscloud.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links and sessions on a real database, which the test can read and change. */
final class LinkServiceTest {
    private final LinkFixture fixture = new LinkFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aLinkOpensItsTransferAsOftenAsItIsPresented() {
        var transfer = fixture.transfer();
        var link = fixture.issue(transfer, LinkKind.UPLOAD);

        var first = fixture.open(link, Optional.empty());
        fixture.open(link, Optional.of(first.session()));

        var grant = fixture.grant(first.session(), transfer.key().transfer(), LinkKind.UPLOAD);
        assertThat(grant.transferKey().documentKey(link.id())).isEqualTo(transfer.key().documentKey(link.id()));
    }

    @Test
    void everyInvalidLinkGetsTheSameAnswer() {
        var transfer = fixture.transfer();
        var link = fixture.issue(transfer, LinkKind.UPLOAD);
        var other = fixture.issue(fixture.transfer(), LinkKind.UPLOAD);
        var revoked = fixture.issue(transfer, LinkKind.DOWNLOAD);
        fixture.links.revoke(fixture.database.client(), transfer.key().transfer(), LinkKind.DOWNLOAD).await();

        var unknown = fixture.refusal("A".repeat(22), "A".repeat(43));
        assertThat(unknown.code()).isEqualTo("link-unusable");
        assertSame(unknown, fixture.refusal("", ""));
        assertSame(unknown, fixture.refusal(link.part(), other.secret()));
        assertSame(unknown, fixture.refusal(revoked.part(), revoked.secret()));
        fixture.clock.advance(LinkFixture.LIFE);
        assertSame(unknown, fixture.refusal(link.part(), link.secret()));
    }

    @Test
    void changedDateInTheDatabaseInvalidatesTheLink() {
        var link = fixture.issue(fixture.transfer(), LinkKind.UPLOAD);

        TestDatabase.sql(fixture.config, "update link set expires_at = expires_at + interval '1 day'");

        assertThat(fixture.refusal(link.part(), link.secret()).code()).isEqualTo("link-unusable");
    }

    @Test
    void changedKindInTheDatabaseInvalidatesTheLink() {
        var transfer = fixture.transfer();
        var link = fixture.issue(transfer, LinkKind.REPORT);

        TestDatabase.sql(fixture.config, "update link set kind = 'download', recipient_id = '%s'".formatted(
                fixture.recipient(transfer.key().transfer())));
        TestDatabase.sql(fixture.config, "update slot set kind = 'download' where kind = 'reissue'");

        assertThat(fixture.refusal(link.part(), link.secret()).code()).isEqualTo("link-unusable");
    }

    @Test
    void aReportLinkGivesNoTransferKey() {
        var transfer = fixture.transfer();
        var session = fixture.open(fixture.issue(transfer, LinkKind.REPORT), Optional.empty()).session();

        var grant = fixture.grant(session, transfer.key().transfer(), LinkKind.REPORT);
        assertThat(catchThrowableOfType(Failure.class, grant::transferKey).kind()).isEqualTo(Failure.Kind.NOT_FOUND);
        assertThat(grant.manifestKey().transfer()).isEqualTo(transfer.key().transfer());
    }

    @Test
    void grantSealedForOneTransferIsRefusedInAnother() {
        var mine = fixture.transfer();
        var theirs = fixture.transfer();
        var session = fixture.open(fixture.issue(mine, LinkKind.DOWNLOAD), Optional.empty()).session();
        var id = mine.key().transfer();

        TestDatabase.sql(fixture.config, "update session_grant set transfer_id = '" + theirs.key().transfer() + "'");

        assertThat(catchThrowableOfType(Failure.class, () -> fixture.grant(session, id, LinkKind.DOWNLOAD)))
                .isNotNull();
        var moved = fixture.grant(session, theirs.key().transfer(), LinkKind.DOWNLOAD);
        assertThat(catchThrowableOfType(Failure.class, moved::transferKey)).isNotNull();
    }

    @Test
    void aGrantDiesWithItsLink() {
        var transfer = fixture.transfer();
        var id = transfer.key().transfer();
        var session = fixture.open(fixture.issue(transfer, LinkKind.UPLOAD), Optional.empty()).session();

        fixture.links.revoke(fixture.database.client(), id, LinkKind.UPLOAD).await();

        assertThat(fixture.grant(session, id, LinkKind.UPLOAD).alive()).isFalse();
        assertThat(TestDatabase.value(fixture.config, "select count(sealed_key) from session_grant")).hasValue("0");
    }

    @Test
    void sessionEndsWhenIdleAndWhenOld() {
        var transfer = fixture.transfer();
        var session = fixture.open(fixture.issue(transfer, LinkKind.UPLOAD), Optional.empty()).session();
        for (var hour = 0; hour < 23; hour++) {
            fixture.clock.advance(LinkFixture.LIMITS.idle().minusMinutes(1));
            fixture.grant(session, transfer.key().transfer(), LinkKind.UPLOAD);
        }
        fixture.clock.advance(LinkFixture.LIMITS.idle());
        assertThat(catchThrowableOfType(
                Failure.class, () -> fixture.grant(session, transfer.key().transfer(), LinkKind.UPLOAD))).isNotNull();

        var busy = fixture.open(fixture.issue(transfer, LinkKind.DOWNLOAD), Optional.empty()).session();
        for (var half = 0; half < 49; half++) {
            fixture.clock.advance(Duration.ofMinutes(30));
            fixture.sessions.recordUpload(busy).await();
        }
        assertThat(catchThrowableOfType(
                Failure.class, () -> fixture.grant(busy, transfer.key().transfer(), LinkKind.DOWNLOAD))).isNotNull();
    }

    @Test
    void signInInvalidatesTheOldCookie() {
        var transfer = fixture.transfer();
        var id = transfer.key().transfer();
        var staff = fixture.staff();
        var before = fixture.open(fixture.issue(transfer, LinkKind.DOWNLOAD), Optional.empty()).session();

        var after = fixture.sessions.signIn(before, staff, LinkFixture.SOURCE, SignInOrigin.PASSWORD).await();

        assertThat(catchThrowableOfType(Failure.class, () -> fixture.grant(before, id, LinkKind.DOWNLOAD))).isNotNull();
        assertThat(fixture.grant(after, id, LinkKind.DOWNLOAD).transferKey().documentKey(id))
                .isEqualTo(transfer.key().documentKey(id));
        assertThat(fixture.grant(after, id, LinkKind.DOWNLOAD).staff()).hasValue(staff);
    }

    @Test
    void signedInSessionEndsSoonerUnlessAnUploadRuns() {
        var staff = fixture.staff();
        var session = fixture.sessions.signIn(
                fixture.sessions.ensure(Optional.empty()).await(), staff, LinkFixture.SOURCE, SignInOrigin.PASSWORD)
                .await();

        fixture.clock.advance(LinkFixture.LIMITS.staffIdle().minusMinutes(1));
        assertThat(fixture.sessions.findStaff(Optional.of(session)).await()).hasValue(staff);
        fixture.clock.advance(LinkFixture.LIMITS.staffIdle().minusSeconds(1));
        fixture.sessions.recordUpload(session).await();
        fixture.clock.advance(LinkFixture.LIMITS.staffIdle().minusSeconds(1));
        assertThat(fixture.sessions.findStaff(Optional.of(session)).await())
                .as("an upload was going on").hasValue(staff);
        fixture.clock.advance(LinkFixture.LIMITS.staffIdle());
        assertThat(fixture.sessions.findStaff(Optional.of(session)).await()).isEmpty();
        fixture.sessions.clear().await();
        assertThat(TestDatabase.value(fixture.config, "select count(staff_id) from session")).hasValue("0");
    }

    @Test
    void signedInSessionEndsAfterItsMaximumDespiteActivity() {
        var staff = fixture.staff();
        var session = fixture.sessions.signIn(
                fixture.sessions.ensure(Optional.empty()).await(), staff, LinkFixture.SOURCE, SignInOrigin.PASSWORD)
                .await();

        for (var quarter = 0; quarter < 47; quarter++) {
            fixture.clock.advance(Duration.ofMinutes(15));
            assertThat(fixture.sessions.findStaff(Optional.of(session)).await()).hasValue(staff);
        }
        fixture.clock.advance(Duration.ofMinutes(15));

        assertThat(fixture.sessions.findStaff(Optional.of(session)).await()).isEmpty();
    }

    private static void assertSame(Failure one, Failure other) {
        assertThat(other.code()).isEqualTo(one.code());
        assertThat(other.kind()).isEqualTo(one.kind());
        assertThat(other.getMessage()).isEqualTo(one.getMessage());
        assertThat(other.extras()).isEqualTo(one.extras());
    }
}
