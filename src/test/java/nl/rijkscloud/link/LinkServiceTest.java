package nl.rijkscloud.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.limit.Source;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import nl.rijkscloud.vault.TransferKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links and sessions on a real database, with everything in it open to whoever holds it. */
final class LinkServiceTest {
    private static final Duration LIFE = Duration.ofDays(7);
    private static final Source SOURCE = new Source("192.0.2.1");
    private static final Config.Sessions LIMITS =
            new Config.Sessions(Duration.ofHours(1), Duration.ofHours(24), Duration.ofMinutes(30), Duration.ofHours(12));

    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final TestClock clock = new TestClock();
    private final SecureRandom random = new SecureRandom();
    private final Aead aead = new Aead(random);
    private final MasterKey master = new MasterKey(new byte[32]);
    private final Audit audit = new Audit(database, master, clock);
    private final Slots slots = new Slots(aead, random, master);
    private final Links links = new Links(slots, random, clock, URI.create("https://igj.example"), Duration.ofDays(90));
    private final Sessions sessions = new Sessions(database, slots, aead, audit, random, clock, LIMITS);
    private final LinkService service = new LinkService(database, slots, aead, sessions, audit, clock);

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void aLinkOpensItsTransferAsOftenAsItIsPresented() {
        var transfer = transfer();
        var link = issue(transfer, LinkKind.UPLOAD);

        var first = open(link, Optional.empty());
        open(link, Optional.of(first.session()));

        var grant = grant(first.session(), transfer.key().transfer(), LinkKind.UPLOAD);
        assertThat(grant.transferKey().documentKey(link.id())).isEqualTo(transfer.key().documentKey(link.id()));
    }

    @Test
    void everyLinkThatDoesNotWorkHasOneAnswer() {
        var transfer = transfer();
        var link = issue(transfer, LinkKind.UPLOAD);
        var other = issue(transfer(), LinkKind.UPLOAD);
        var revoked = issue(transfer, LinkKind.DOWNLOAD);
        links.revoke(database.client(), transfer.key().transfer(), LinkKind.DOWNLOAD).await();

        var unknown = refusal("A".repeat(22), "A".repeat(43));
        assertThat(unknown.code()).isEqualTo("link-unusable");
        assertSame(unknown, refusal("", ""));
        assertSame(unknown, refusal(link.part(), other.secret()));
        assertSame(unknown, refusal(revoked.part(), revoked.secret()));
        clock.advance(LIFE);
        assertSame(unknown, refusal(link.part(), link.secret()));
    }

    @Test
    void aChangedDateInTheDatabaseClosesTheLinkAndDoesNotLengthenIt() {
        var link = issue(transfer(), LinkKind.UPLOAD);

        TestDatabase.sql(config, "update link set expires_at = expires_at + interval '1 day'");

        assertThat(refusal(link.part(), link.secret()).code()).isEqualTo("link-unusable");
    }

    @Test
    void aLinkOfOneKindDoesNotBecomeAnotherInTheDatabase() {
        var transfer = transfer();
        var link = issue(transfer, LinkKind.REPORT);

        TestDatabase.sql(config, "update link set kind = 'download', recipient_id = '%s'".formatted(recipient(transfer.key().transfer())));
        TestDatabase.sql(config, "update slot set kind = 'download' where kind = 'reissue'");

        assertThat(refusal(link.part(), link.secret()).code()).isEqualTo("link-unusable");
    }

    @Test
    void aReportLinkGivesNoTransferKey() {
        var transfer = transfer();
        var session = open(issue(transfer, LinkKind.REPORT), Optional.empty()).session();

        var grant = grant(session, transfer.key().transfer(), LinkKind.REPORT);
        assertThat(catchThrowableOfType(Failure.class, grant::transferKey).kind()).isEqualTo(Failure.Kind.NOT_FOUND);
        assertThat(grant.manifestKey().transfer()).isEqualTo(transfer.key().transfer());
    }

    @Test
    void whatWasSealedForOneTransferIsRefusedInAnother() {
        var mine = transfer();
        var theirs = transfer();
        var session = open(issue(mine, LinkKind.DOWNLOAD), Optional.empty()).session();
        var id = mine.key().transfer();

        TestDatabase.sql(config, "update session_grant set transfer_id = '" + theirs.key().transfer() + "'");

        assertThat(catchThrowableOfType(Failure.class, () -> grant(session, id, LinkKind.DOWNLOAD))).isNotNull();
        var moved = grant(session, theirs.key().transfer(), LinkKind.DOWNLOAD);
        assertThat(catchThrowableOfType(Failure.class, moved::transferKey)).isNotNull();
    }

    @Test
    void twoLinksInOneBrowserDoNotPushEachOtherOut() {
        var one = transfer();
        var two = transfer();
        var session = open(issue(one, LinkKind.UPLOAD), Optional.empty()).session();
        clock.advance(Duration.ofSeconds(1));

        open(issue(two, LinkKind.UPLOAD), Optional.of(session));

        assertThat(grant(session, one.key().transfer(), LinkKind.UPLOAD).alive()).isTrue();
        assertThat(sessions.grant(Optional.of(session), Optional.empty(), LinkKind.UPLOAD).await().transfer())
                .as("without a name, the one opened last").isEqualTo(two.key().transfer());
    }

    @Test
    void aGrantDiesWithItsLink() {
        var transfer = transfer();
        var id = transfer.key().transfer();
        var session = open(issue(transfer, LinkKind.UPLOAD), Optional.empty()).session();

        links.revoke(database.client(), id, LinkKind.UPLOAD).await();

        assertThat(grant(session, id, LinkKind.UPLOAD).alive()).isFalse();
        assertThat(TestDatabase.value(config, "select count(sealed_key) from session_grant")).hasValue("0");
    }

    @Test
    void aSessionEndsWhenItIsIdleAndWhenItIsOld() {
        var transfer = transfer();
        var session = open(issue(transfer, LinkKind.UPLOAD), Optional.empty()).session();
        for (var hour = 0; hour < 23; hour++) {
            clock.advance(LIMITS.idle().minusMinutes(1));
            grant(session, transfer.key().transfer(), LinkKind.UPLOAD);
        }
        clock.advance(LIMITS.idle());
        assertThat(catchThrowableOfType(Failure.class, () -> grant(session, transfer.key().transfer(), LinkKind.UPLOAD))).isNotNull();

        var busy = open(issue(transfer, LinkKind.UPLOAD), Optional.empty()).session();
        for (var half = 0; half < 49; half++) {
            clock.advance(Duration.ofMinutes(30));
            sessions.touch(busy).await();
        }
        assertThat(catchThrowableOfType(Failure.class, () -> grant(busy, transfer.key().transfer(), LinkKind.UPLOAD))).isNotNull();
    }

    @Test
    void aSignInMakesTheOldCookieWorthless() {
        var transfer = transfer();
        var id = transfer.key().transfer();
        var staff = staff();
        var before = open(issue(transfer, LinkKind.DOWNLOAD), Optional.empty()).session();

        var after = sessions.signIn(before, staff, SOURCE).await();

        assertThat(catchThrowableOfType(Failure.class, () -> grant(before, id, LinkKind.DOWNLOAD))).isNotNull();
        assertThat(grant(after, id, LinkKind.DOWNLOAD).transferKey().documentKey(id)).isEqualTo(transfer.key().documentKey(id));
        assertThat(grant(after, id, LinkKind.DOWNLOAD).staff()).hasValue(staff);
    }

    @Test
    void aSignedInSessionEndsSoonerAndAnUploadKeepsItAwake() {
        var staff = staff();
        var session = sessions.signIn(sessions.ensure(Optional.empty()).await(), staff, SOURCE).await();

        clock.advance(LIMITS.staffIdle().minusMinutes(1));
        assertThat(sessions.staff(Optional.of(session)).await()).hasValue(staff);
        clock.advance(LIMITS.staffIdle().minusSeconds(1));
        sessions.touch(session).await();
        clock.advance(LIMITS.staffIdle().minusSeconds(1));
        assertThat(sessions.staff(Optional.of(session)).await()).as("an upload was going on").hasValue(staff);
        clock.advance(LIMITS.staffIdle());
        assertThat(sessions.staff(Optional.of(session)).await()).isEmpty();
        sessions.clear().await();
        assertThat(TestDatabase.value(config, "select count(*) from session")).hasValue("0");
    }

    @Test
    void aSignedInSessionEndsAfterItsTimeWhateverItDoes() {
        var staff = staff();
        var session = sessions.signIn(sessions.ensure(Optional.empty()).await(), staff, SOURCE).await();

        for (var quarter = 0; quarter < 47; quarter++) {
            clock.advance(Duration.ofMinutes(15));
            assertThat(sessions.staff(Optional.of(session)).await()).hasValue(staff);
        }
        clock.advance(Duration.ofMinutes(15));

        assertThat(sessions.staff(Optional.of(session)).await()).isEmpty();
    }

    private UUID staff() {
        var staff = UUID.randomUUID();
        TestDatabase.sql(config, "insert into staff (id, email, name, created_at) values ('%s', 's@igj.nl', 'S', now())".formatted(staff));
        return staff;
    }

    private record Sending(Share share, TransferKey key) {}

    private record Mailed(String part, String secret) {
        UUID id() {
            return UUID.nameUUIDFromBytes(Base64.getUrlDecoder().decode(part));
        }
    }

    private Sending transfer() {
        var id = UUID.randomUUID();
        var share = slots.newShare(id);
        database.run("""
                insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name, contact_email, share,
                    created_at, expires_at)
                values ($1, 'submitted', 'open', 'nl', 'A', 'a@example.org', 'M', 'm@igj.nl', $2, $3, $4)""",
                id, Rows.bytes(slots.seal(share)), Rows.time(clock.instant()), Rows.time(clock.instant().plus(LIFE))).await();
        return new Sending(share, TransferKey.random(id, random));
    }

    private Mailed issue(Sending transfer, LinkKind kind) {
        Instant until = clock.instant().plus(LIFE);
        var issued = kind == LinkKind.DOWNLOAD
                ? links.issueTo(database.client(), recipient(transfer.key().transfer()), transfer.share(), transfer.key(), until)
                : links.issue(database.client(), kind, transfer.share(), transfer.key(), until);
        var url = issued.await().url();
        var parts = url.substring(url.lastIndexOf('/') + 1).split("#");
        return new Mailed(parts[0], parts[1]);
    }

    private UUID recipient(UUID transfer) {
        var id = UUID.randomUUID();
        database.run("""
                insert into recipient (id, transfer_id, position, name, email)
                select $1, $2, count(*), 'M', 'm@igj.nl' from recipient where transfer_id = $2""", id, transfer).await();
        return id;
    }

    private OpenLink.Opened open(Mailed link, Optional<SessionSecret> session) {
        return service.open(new OpenLink(link.part(), link.secret(), session, SOURCE)).await();
    }

    private Grant grant(SessionSecret session, UUID transfer, LinkKind kind) {
        return sessions.grant(Optional.of(session), Optional.of(transfer), kind).await();
    }

    private Failure refusal(String link, String secret) {
        return catchThrowableOfType(Failure.class, () -> service.open(new OpenLink(link, secret, Optional.empty(), SOURCE)).await());
    }

    private static void assertSame(Failure one, Failure other) {
        assertThat(other.code()).isEqualTo(one.code());
        assertThat(other.kind()).isEqualTo(one.kind());
        assertThat(other.getMessage()).isEqualTo(one.getMessage());
        assertThat(other.extras()).isEqualTo(one.extras());
    }
}
