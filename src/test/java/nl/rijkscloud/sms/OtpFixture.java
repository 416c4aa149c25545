package nl.rijkscloud.sms;

import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.code.OtpService;
import nl.rijkscloud.code.SmsCatcher;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.outbox.OutboxDrain;
import nl.rijkscloud.testing.SampleLimits;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.typed.PhoneNumber;

/** Codes as the portal makes them: a real database, a listening gateway, and a clock that the test moves. */
public final class OtpFixture implements AutoCloseable {
    public static final int TRIES = 5;
    public static final Duration LIFETIME = Duration.ofMinutes(10);
    public static final PhoneNumber PHONE = new PhoneNumber("+31612345678");
    static final Config.Codes CODES = new Config.Codes(
            LIFETIME, TRIES, Duration.ofHours(24), Config.FirstCode.WITH_MAIL, 10, List.of("NL"), false);
    private static final int CODES_PER_HOUR = 10;

    public final UUID staff = UUID.randomUUID();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    public final Vertx vertx = Vertx.vertx();
    public final Config.Database config = TestDatabase.fresh();
    public final Bus bus = new Bus(vertx);
    public static final Source SOURCE = new Source("192.0.2.1");

    public final SmsCatcher catcher = new SmsCatcher(vertx);
    public final SmsGateway gateway = new HttpSmsGateway(
            vertx, catcher.config(Duration.ofSeconds(20)), Config.Proxy.NONE);
    public final OtpService codes;
    public final OutboxDrain drain;
    private final Database database = Database.open(vertx, config);

    public OtpFixture() {
        var purposes = TestPurposeKeys.sample();
        var random = new SecureRandom();
        var seal = TestPeriods.seal(vertx, config, database, now::get, purposes);
        var limits =
                new Limits(SampleLimits.of(9, Map.of("codesPerPhonePerHour", CODES_PER_HOUR)));
        codes = new OtpService(
                database, new Outbox(seal, now::get, bus),
                new Throttle(database, purposes, now::get), limits, new Audit(database, purposes, now::get), purposes,
                random,
                now::get, CODES);
        drain = new OutboxDrain(
                database, seal, now::get, random, OutboundMessage.Channel.SMS,
                new SmsTransport(new SmsText("IGJ", "igj.rijkscloud.nl"), gateway));
        TestDatabase.sql(config, """
                insert into staff (id, email, name, mobile, password_hash, created_at)
                values ('%s', 'jan@igj.nl', 'Jan', '+31612345678', '-', now())""".formatted(staff));
    }

    public byte[] session(int number) {
        var id = new byte[] {(byte) number};
        TestDatabase.sql(config, """
                insert into session (id, created_at, seen_at, expires_at)
                values ('\\x%s', now(), now(), now())""".formatted(HexFormat.of().formatHex(id)));
        return id;
    }

    /** Asks for a code and reads it from the phone. */
    public String issue(byte[] session) {
        codes.issue(session, staff, PHONE, Language.NL).await();
        drain.run().await();
        return last();
    }

    public String last() {
        var text = catcher.messages.getLast().content().getString("text");
        return text.substring(text.length() - 6);
    }

    public static String otherThan(String code) {
        return "%06d".formatted((Integer.parseInt(code) + 1) % 1_000_000);
    }

    public void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public void close() {
        gateway.close().await();
        database.close().await();
        vertx.close().await();
    }
}
