package nl.rijkscloud.privacy;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.PurposeKeys;

/** A database with people in it, and a privacy officer who searches for them. */
final class PrivacyFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    static final String MELDPUNT = "Meldpunt@igj.nl";
    static final UUID SANNE = UUID.fromString("6f1c3a52-0d4e-4b8e-9a53-2f0c7de0a002");
    static final UUID FENNA = UUID.fromString("6f1c3a52-0d4e-4b8e-9a53-2f0c7de0a003");
    static final Actor OFFICER = Actor.staff(FENNA).from(new Source("192.0.2.7"));

    final Vertx vertx = Vertx.vertx();
    final Config.Database config = TestDatabase.fresh();
    final Database database = Database.open(vertx, config);
    final TestClock clock = new TestClock();
    final PurposeKeys purposes = TestPurposeKeys.sample();
    final RecipientStore recipients = new RecipientStore();
    /** The configured numbers do not matter: operators cannot change this limit. */
    final PersonSearch search = new PersonSearch(
            database, new Audit(database, purposes, clock), new Throttle(database, purposes, clock), new Limits(null),
            purposes);

    private final TransferStore transfers = new TransferStore();
    private int begun;

    PrivacyFixture() {
        TestDatabase.sql(config, "insert into staff (id, email, name, mobile, roles, created_at) values"
                + " ('" + SANNE + "', 's.bakker@igj.nl', 'Sanne', '+31612345642', '{medewerker}', now()),"
                + " ('" + FENNA + "', 'f.smit@igj.nl', 'Fenna', null, '{functionaris}', now())");
    }

    UUID submitted(String sender, String phone) {
        return insert(Transfer.Kind.SUBMITTED,
                new Party("Anna", sender, Optional.of("Zorg"), Optional.ofNullable(phone)));
    }

    UUID requested(String from) {
        return insert(Transfer.Kind.REQUESTED, new Party("Anna", from, Optional.empty(), Optional.empty()));
    }

    UUID sent() {
        return insert(Transfer.Kind.SENT, new Party("Sanne", "s.bakker@igj.nl", Optional.empty(), Optional.empty()));
    }

    private UUID insert(Transfer.Kind kind, Party sender) {
        var id = UUID.randomUUID();
        var at = START.plus(Duration.ofMinutes(begun++));
        var owner = Optional.of(SANNE).filter(staff -> kind != Transfer.Kind.SUBMITTED);
        transfers.insert(database.client(), new Transfer(
                id, kind, Transfer.State.OPEN, Language.NL, sender, Party.contact("Meldpunt", MELDPUNT), owner, 0, at,
                Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), at.plus(Duration.ofDays(7))), new byte[0])
                        .await();
        return id;
    }

    Recipient add(Recipient recipient) {
        recipients.insert(database.client(), recipient).await();
        return recipient;
    }

    List<PersonTransfer> transfersOf(Person person) {
        return search.find(OFFICER, person).await().transfers().items();
    }

    String value(String query) {
        return TestDatabase.value(config, query).orElse("");
    }

    @Override
    public void close() {
        database.close().await();
        vertx.close().await();
    }
}
