package nl.rijkscloud.request;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ConfigFile;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.keys.Shares;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.link.RecentRows;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.period.PeriodKeys;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.staff.Argon2id;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.UploadLinks;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.Slots;

/** The service on its own database, with a clock that the test moves; no mail is sent. */
final class RequestFixture implements AutoCloseable {
    final TestClock clock = new TestClock();
    final Config.Database config = TestDatabase.fresh();
    final Staff sanne = staff("s.bakker@igj.nl");
    final Node one = new Node();
    /** Another process on the same database. */
    final Node other = new Node();

    private final Config settings;

    RequestFixture(Path folder) {
        settings = settings(folder);
    }

    final class Node {
        private final Vertx vertx = Vertx.vertx();
        final Database database = Database.open(vertx, config);
        private final SecureRandom random = new SecureRandom();
        private final Aead aead = new Aead(random);
        private final PurposeKeys purposes = TestPurposeKeys.sample();
        private final Slots slots = new Slots(aead, random, purposes);
        final PeriodKeys keys = TestPeriods.keys(vertx, config, database, clock);
        private final PeriodSeal seal = TestPeriods.seal(keys, purposes);
        final TransferStore transfers = new TransferStore();
        private final RequestStore requests = new RequestStore();
        private final Links links = new Links(slots, seal, random, clock, URI.create("https://igj.example"),
                Duration.ofDays(90), new RecentRows(Duration.ZERO, clock, new SimpleMeterRegistry()));
        private final Outbox outbox = new Outbox(seal, clock, new Bus(vertx));
        private final TransferMails mails = new TransferMails(new Config.Mail(
                "localhost", 25, Config.MailSecurity.NONE, Optional.empty(), Optional.empty(), "no-reply@igj.nl",
                "no-reply@igj.nl", "IGJ",
                Optional.empty(), Duration.ofDays(3)), SampleTransfer.CODES);
        private final UploadLinks uploadLinks =
                new UploadLinks(transfers, new RecipientStore(), new DocumentStore(), links,
                        new Shares(slots, purposes), random);
        final UploadLinkRenewal renewal =
                new UploadLinkRenewal(transfers, requests, uploadLinks, links, slots, seal, outbox,
                        new RequestMails(mails), new Audit(database, purposes, clock), clock);

        final Reminders reminders = new Reminders(database, requests, renewal, outbox, clock);
        final FamiliarAddresses addresses = new FamiliarAddresses(database);

        private void close() {
            database.close().await();
            vertx.close().await();
        }
    }

    /** Asks one outsider and returns the transfer's id. */
    UUID ask(String email, JsonObject terms) {
        return service().ask(new RequestForm(settings, clock).readOne(
                        new JsonObject().put("to", new JsonObject().put("name", "Anna").put("email", email))
                                .put("explanation", "Het jaarverslag, graag.").mergeIn(terms), sanne))
                .await().getFirst();
    }

    /** The single value of a query; null becomes "none". */
    String value(String query) {
        return TestDatabase.value(config, query).orElse("none");
    }

    void sql(String statement) {
        TestDatabase.sql(config, statement);
    }

    private RequestService service() {
        var throttle = new Throttle(one.database, one.purposes, clock);
        var limits = new Limits(settings.limits());
        return new RequestService(
                one.database, one.transfers, one.requests, one.uploadLinks, one.renewal,
                new StaffService(one.vertx, one.database, null, null, new Argon2id(one.random),
                        new Audit(one.database, one.purposes, clock)), one.outbox, new RequestMails(one.mails),
                one.seal,
                new Audit(one.database, one.purposes, clock), throttle,
                limits, clock);
    }

    Staff staff(String email) {
        var person = new Staff(UUID.randomUUID(), "Sanne Bakker", email, Optional.empty(), Set.of(Role.MEDEWERKER));
        sql("insert into staff (id, email, name, created_at) values ('%s', '%s', 'Sanne Bakker', now())"
                .formatted(person.id(), email));
        return person;
    }

    private static Config settings(Path folder) {
        try {
            var password = Files.writeString(folder.resolve("password"), "secret");
            return ConfigFile.load(
                    Path.of("conf/rijkscloud.yaml"), Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", password.toString()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }
}
