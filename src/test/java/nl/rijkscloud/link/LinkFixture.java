package nl.rijkscloud.link;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.link.LinkService.OpenedLink;
import nl.rijkscloud.link.LinkService.PresentedLink;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import nl.rijkscloud.vault.TransferKey;

/** Links and sessions on a database of their own, with empty transfers. */
final class LinkFixture implements AutoCloseable {
    static final Duration LIFE = Duration.ofDays(7);
    static final Source SOURCE = new Source("192.0.2.1");
    static final Config.Sessions LIMITS =
            new Config.Sessions(
                    Duration.ofHours(1), Duration.ofHours(24), Duration.ofMinutes(30), Duration.ofHours(12),
                    Duration.ofSeconds(2));

    final Vertx vertx = Vertx.vertx();
    final Config.Database config = TestDatabase.fresh();
    final Database database = Database.open(vertx, config);
    final TestClock clock = new TestClock();
    final SecureRandom random = new SecureRandom();
    final Aead aead = new Aead(random);
    final PurposeKeys purposes = TestPurposeKeys.sample();
    final Audit audit = new Audit(database, purposes, clock);
    final Slots slots = new Slots(aead, random, purposes);
    final RecentRows recent = new RecentRows(LIMITS.remembered(), clock, new SimpleMeterRegistry());
    final Links links = new Links(
            slots, TestPeriods.seal(vertx, config, database, clock, purposes), random, clock,
            URI.create("https://igj.example"), Duration.ofDays(90), recent);
    final Sessions sessions = new Sessions(database, slots, aead, audit, random, clock, LIMITS, recent);
    final LinkService service = new LinkService(database, slots, aead, sessions, audit, clock);

    @Override
    public void close() {
        database.close().await();
        vertx.close().await();
    }

    UUID staff() {
        var staff = UUID.randomUUID();
        TestDatabase.sql(config, """
                insert into staff (id, email, name, created_at) values ('%s', 's@igj.nl', 'S', now())"""
                .formatted(staff));
        return staff;
    }

    record Sending(Share share, TransferKey key) {}

    record Mailed(String part, String secret) {
        UUID id() {
            return UUID.nameUUIDFromBytes(Base64.getUrlDecoder().decode(part));
        }
    }

    Sending transfer() {
        var id = UUID.randomUUID();
        var share = slots.newShare(id);
        database.run("""
                insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name,
                    contact_email, share,
                    created_at, expires_at)
                values ($1, 'submitted', 'open', 'nl', 'A', 'a@example.org', 'M', 'm@igj.nl', $2, $3, $4)""",
                id, Rows.bytes(slots.seal(share, 1)), Rows.time(clock.instant()), Rows.time(clock.instant().plus(LIFE)))
                        .await();
        return new Sending(share, TransferKey.random(id, random));
    }

    Mailed issue(Sending transfer, LinkKind kind) {
        Instant until = clock.instant().plus(LIFE);
        var issued = kind == LinkKind.DOWNLOAD
                ? links.issueTo(database.client(), recipient(transfer.key().transfer()), transfer.share(),
                        transfer.key(), until)
                : links.issue(database.client(), kind, transfer.share(), transfer.key(), until);
        var url = issued.await().url();
        var parts = url.substring(url.lastIndexOf('/') + 1).split("#");
        return new Mailed(parts[0], parts[1]);
    }

    UUID recipient(UUID transfer) {
        var id = UUID.randomUUID();
        database.run("""
                insert into recipient (id, transfer_id, position, name, email)
                select $1, $2, count(*), 'M', 'm@igj.nl' from recipient where transfer_id = $2""",
                        id, transfer).await();
        return id;
    }

    OpenedLink open(Mailed link, Optional<SessionSecret> session) {
        return service.open(new PresentedLink(link.part(), link.secret(), session, SOURCE)).await();
    }

    Grant grant(SessionSecret session, UUID transfer, LinkKind kind) {
        return sessions.findGrant(Optional.of(session), transfer, kind).await();
    }

    Failure refusal(String link, String secret) {
        return catchThrowableOfType(
                Failure.class, () -> service.open(new PresentedLink(link, secret, Optional.empty(), SOURCE)).await());
    }

    /** The failure of a request for this grant; null when the grant exists. */
    Failure noGrant(SessionSecret session, UUID transfer, LinkKind kind) {
        return catchThrowableOfType(Failure.class, () -> grant(session, transfer, kind));
    }
}
