package nl.rijkscloud.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.GrantStore.Target;
import nl.rijkscloud.link.SessionStore.Idle;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A remembered grant: the acts that end it on this server, and the data that memory holds of it. */
final class RecentGrantTest {
    private final LinkFixture fixture = new LinkFixture();
    private final LinkFixture.Sending sent = fixture.transfer();
    private final LinkFixture.Mailed link = fixture.issue(sent, LinkKind.DOWNLOAD);
    private SessionSecret session = fixture.open(link, Optional.empty()).session();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void grantIsRememberedForReadsAndNotForActs() {
        read();
        TestDatabase.sql(fixture.config, "delete from session_grant");

        assertThat(read().transferKey().bytes()).isEqualTo(sent.key().bytes());
        assertThat(fixture.noGrant(session, transfer(), LinkKind.DOWNLOAD).kind()).isEqualTo(Failure.Kind.NOT_FOUND);

        fixture.clock.advance(LinkFixture.LIMITS.remembered());
        assertThat(refused()).isInstanceOf(Failure.class);
    }

    @Test
    void revokedLinkEndsAtOnce() {
        var recipient = read().recipient().orElseThrow();
        fixture.links.revokeOf(fixture.database.client(), recipient).await();
        assertThat(read().alive()).isFalse();

        session = fixture.open(fixture.issue(sent, LinkKind.DOWNLOAD), Optional.empty()).session();
        read();
        fixture.links.revokeAll(fixture.database.client(), transfer()).await();
        assertThat(refused()).isInstanceOf(Failure.class);
    }

    @Test
    void codeThatIsTakenBackEndsAtOnce() {
        var recipient = read().recipient().orElseThrow();
        giveCode();
        assertThat(read().codeGiven()).isTrue();

        fixture.sessions.askCodeAgain(fixture.database.client(), recipient).await();

        assertThat(read().codeGiven()).isFalse();
    }

    @Test
    void sessionThatIsReplacedOrEndedEndsAtOnce() {
        read();
        var before = session;
        giveCode();
        assertThat(catchThrowable(() -> fixture.sessions
                .findRecentGrant(Optional.of(before), transfer(), LinkKind.DOWNLOAD).await()))
                .isInstanceOf(Failure.class);

        read();
        fixture.sessions.end(Optional.of(session), LinkFixture.SOURCE).await();
        assertThat(refused()).isInstanceOf(Failure.class);
    }

    @Test
    void memoryHoldsTheKeySealedUnderACookieThatItDoesNotHold() {
        var now = fixture.clock.instant();
        var memory = fixture.recent.<SessionSecret, GrantStore.WithGrant>kind("test", row -> List.of());
        memory.find(session, () -> new GrantStore().findWithGrant(fixture.database.client(), session.id(),
                Target.TRANSFER, transfer(), Set.of(LinkKind.DOWNLOAD), now,
                new Idle(now.minusSeconds(60), now.minusSeconds(60))), row -> true).await();

        var kept = memory.values().getFirst().grant().orElseThrow();
        for (var bytes : new byte[][] {kept.link(), kept.share(), kept.sealedKey()}) {
            assertThat(contains(bytes, sent.key().bytes())).isFalse();
            assertThat(contains(bytes, sent.share().bytes())).isFalse();
        }
        assertThat(SessionSecret.random(fixture.random).open(sent.share(), kept.link(), kept.sealedKey())).isEmpty();
        assertThat(session.open(sent.share(), kept.link(), kept.sealedKey())).isPresent();
    }

    private void giveCode() {
        var before = session;
        var opened = read().link().orElseThrow();
        session = fixture.database.inTransaction(tx -> fixture.sessions.recordCode(tx, before, opened)).await();
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (var i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private UUID transfer() {
        return sent.key().transfer();
    }

    private Grant read() {
        return fixture.sessions.findRecentGrant(Optional.of(session), transfer(), LinkKind.DOWNLOAD).await();
    }

    private Throwable refused() {
        return catchThrowable(this::read);
    }
}
