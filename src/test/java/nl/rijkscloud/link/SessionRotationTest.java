package nl.rijkscloud.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.link.LinkFixture.Sending;
import nl.rijkscloud.link.LinkService.OpenedLink;
import nl.rijkscloud.link.LinkService.PresentedLink;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session replaces another: the new one gets every grant, the old one keeps its own for a minute. */
final class SessionRotationTest {
    private final LinkFixture fixture = new LinkFixture();
    private final Sending old = fixture.transfer();
    private final Sending added = fixture.transfer();
    private final SessionSecret before = open(old, LinkKind.UPLOAD, Optional.empty());

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void openedLinkGivesANewCookieWithTheOldGrants() {
        var after = open(added, LinkKind.UPLOAD, Optional.of(before));

        assertThat(after.cookie()).isNotEqualTo(before.cookie());
        assertOpens(after, old);
        assertOpens(after, added);
    }

    /** An attacker may have planted the old cookie, and knows it. */
    @Test
    void replacedSessionNeverGetsTheNewGrant() {
        open(added, LinkKind.UPLOAD, Optional.of(before));

        assertClosed(before, added);
        assertOpens(before, old);
    }

    @Test
    void replacedSessionEndsAfterAMinuteWithItsGrants() {
        var after = open(added, LinkKind.UPLOAD, Optional.of(before));

        fixture.clock.advance(SessionRotation.GRACE.minusMillis(1));
        assertOpens(before, old);
        fixture.clock.advance(Duration.ofMillis(1));
        assertClosed(before, old);
        assertOpens(after, old);
        fixture.sessions.clear().await();
        assertThat(TestDatabase.value(fixture.config, "select count(*) from session_grant")).hasValue("2");
    }

    @Test
    void openingLinksUnderAReplacedCookieDoesNotExtendIt() {
        open(added, LinkKind.UPLOAD, Optional.of(before));
        fixture.clock.advance(SessionRotation.GRACE.minusSeconds(1));
        open(added, LinkKind.UPLOAD, Optional.of(before));
        fixture.clock.advance(Duration.ofSeconds(1));

        assertClosed(before, old);
    }

    @Test
    void expiredCookieAddsNothingToTheNextSession() {
        open(added, LinkKind.UPLOAD, Optional.of(before));
        fixture.clock.advance(SessionRotation.GRACE);

        assertClosed(open(added, LinkKind.UPLOAD, Optional.of(before)), old);
    }

    @Test
    void eightTabsOpeningLinksAtOnceKeepAllGrants() {
        var sendings = IntStream.range(0, 8).mapToObj(i -> fixture.transfer()).toList();
        var opening = new ArrayList<Future<OpenedLink>>();
        for (var sending : sendings) {
            var link = fixture.issue(sending, LinkKind.UPLOAD);
            opening.add(fixture.service.open(
                    new PresentedLink(link.part(), link.secret(), Optional.of(before), LinkFixture.SOURCE)));
        }
        Future.all(opening).await();

        for (var i = 0; i < sendings.size(); i++) {
            var session = opening.get(i).result().session();
            assertOpens(session, old);
            assertOpens(session, sendings.get(i));
            assertClosed(session, sendings.get((i + 1) % sendings.size()));
        }
        assertOpens(before, old);
    }

    @Test
    void copiedGrantsEndWithTheirLink() {
        var after = open(added, LinkKind.UPLOAD, Optional.of(before));

        fixture.links.revoke(fixture.database.client(), old.key().transfer(), LinkKind.UPLOAD).await();

        assertThat(fixture.grant(after, old.key().transfer(), LinkKind.UPLOAD).alive()).isFalse();
        assertThat(
                TestDatabase.value(fixture.config, "select count(sealed_key) from session_grant where transfer_id = '"
                + old.key().transfer() + "'")).hasValue("0");
    }

    /**
     * Submitting deletes the link and takes the keys of its grants under a lock on the transfer; no copy can be made
     * meanwhile.
     */
    @Test
    void linkEndedDuringARotationLeavesNoKeyBehind() {
        var transfer = old.key().transfer();
        var link = fixture.issue(added, LinkKind.UPLOAD);
        var opened = fixture.database.inTransaction(tx -> tx
                .query("select from transfer where id = '" + transfer + "' for no key update").execute()
                .compose(held -> {
                    var opening = fixture.service.open(
                            new PresentedLink(link.part(), link.secret(), Optional.of(before), LinkFixture.SOURCE));
                    return waitingForALock()
                            .compose(waits -> fixture.links.revoke(tx, transfer, LinkKind.UPLOAD))
                            .map(done -> List.of(opening));
                })).await().getFirst().await();

        assertThat(fixture.grant(opened.session(), transfer, LinkKind.UPLOAD).alive()).isFalse();
        assertThat(TestDatabase.value(
                fixture.config, "select count(sealed_key) from session_grant where transfer_id = '" + transfer + "'"))
                .hasValue("0");
    }

    @Test
    void uploadUnderAReplacedSessionKeepsTheNewOneAwake() {
        var after = open(added, LinkKind.UPLOAD, Optional.of(before));

        for (var half = 0; half < 4; half++) {
            fixture.clock.advance(LinkFixture.LIMITS.idle().dividedBy(2));
            fixture.sessions.recordUpload(before).await();
            fixture.sessions.clear().await();
        }

        assertOpens(after, old);
    }

    @Test
    void signOutEndsEveryCookieOfTheBrowser() {
        var aside = open(added, LinkKind.UPLOAD, Optional.of(before));
        var after = open(added, LinkKind.UPLOAD, Optional.of(before));

        fixture.sessions.end(Optional.of(after), LinkFixture.SOURCE).await();

        List.of(before, aside, after).forEach(session -> assertClosed(session, old));
    }

    @Test
    void rotationKeepsTheSignInAndItsEnd() {
        var staff = fixture.staff();
        var signedIn = fixture.sessions.signIn(before, staff, LinkFixture.SOURCE, SignInOrigin.PASSWORD).await();
        fixture.clock.advance(Duration.ofMinutes(1));
        var after = open(added, LinkKind.UPLOAD, Optional.of(signedIn));

        assertThat(fixture.sessions.findStaff(Optional.of(after)).await()).hasValue(staff);
        for (var quarter = 0; quarter < 48; quarter++) {
            fixture.clock.advance(Duration.ofMinutes(15));
            fixture.sessions.recordUpload(after).await();
        }
        assertThat(fixture.sessions.findStaff(Optional.of(after)).await()).isEmpty();
    }

    @Test
    void passwordSignInGetsANewCookieToo() {
        var next = fixture.sessions.renew(Optional.of(before)).await();

        assertThat(next.cookie()).isNotEqualTo(before.cookie());
        assertOpens(next, old);
    }

    private SessionSecret open(Sending sending, LinkKind kind, Optional<SessionSecret> session) {
        return fixture.open(fixture.issue(sending, kind), session).session();
    }

    private void assertOpens(SessionSecret session, Sending sending) {
        var id = sending.key().transfer();
        assertThat(fixture.grant(session, id, LinkKind.UPLOAD).transferKey().documentKey(id))
                .isEqualTo(sending.key().documentKey(id));
    }

    private void assertClosed(SessionSecret session, Sending sending) {
        assertThat(fixture.noGrant(session, sending.key().transfer(), LinkKind.UPLOAD)).isNotNull();
    }

    private Future<Void> waitingForALock() {
        return Loop.whileTrue(() -> fixture.database
                .run("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .compose(rows -> rows.size() > 0 ? Future.succeededFuture(false) : fixture.vertx.timer(20).map(true)))
                .timeout(20, TimeUnit.SECONDS);
    }
}
