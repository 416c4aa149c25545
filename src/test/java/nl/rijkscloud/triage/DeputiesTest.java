package nl.rijkscloud.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.vault.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deputy receives transfers that are delivered in the named days, and no others. */
final class DeputiesTest {
    private SampleTransfer transfer;
    private Deputies deputies;
    private Member sanne;
    private Member omar;
    private LocalDate today;

    @BeforeEach
    void submit(@TempDir Path folder) throws Exception {
        transfer = new SampleTransfer(folder);
        transfer.accepted("brief.txt", new byte[] {1});
        transfer.submit();
        sanne = employ("s.bakker@igj.nl", "Sanne");
        omar = employ("o.yilmaz@igj.nl", "Omar");
        transfer.database.run("update recipient set email = 'S.Bakker@igj.nl'").await();
        deputies = new Deputies(transfer.database, transfer.audit, transfer.clock);
        today = OfficeTime.day(transfer.clock.instant());
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void deputyGetsALinkOfTheirOwnWhenItArrivesInThePeriod() {
        deputies.name(sanne, "O.Yilmaz@igj.nl", today, today.plusDays(3)).await();

        deliver();

        assertThat(recipients()).containsExactly("s.bakker@igj.nl", "o.yilmaz@igj.nl");
        assertThat(transfer.carried(OutboundMessage.Channel.MAIL)).filteredOn(mail ->
                        mail.template().equals("notification"))
                .extracting(OutboundMessage::recipient).contains("o.yilmaz@igj.nl");
        assertThat(transfer.value("select count(distinct id) from link where kind = 'download'")).hasValue("2");
        assertThat(transfer.value("select name from recipient where email = 'o.yilmaz@igj.nl'"))
                .hasValue("Omar (vervangt Sanne)");
        assertThat(transfer.events()).contains("deputy-added");
        assertThat(transfer.value("select count(*) from audit_entry where action = 'deputy-named'")).hasValue("1");
    }

    @Test
    void deputyGetsNothingOutsideTheDaysOrOnceEnded() {
        deputies.name(sanne, omar.staff().email(), today.plusDays(1), today.plusDays(3)).await();
        assertThat(added()).as("before").isEmpty();
        transfer.database.run("update deputy set from_day = $1, until_day = $1", today.minusDays(1)).await();
        assertThat(added()).as("after").isEmpty();
        deputies.name(sanne, omar.staff().email(), today, today).await();
        assertThat(added()).containsExactly("o.yilmaz@igj.nl");

        for (var loss : List.of("update staff set disabled_at = now() where id = $1",
                "update staff set disabled_at = null, roles = '{}' where id = $1")) {
            transfer.database.run(loss, omar.staff().id()).await();
            assertThat(added()).as(loss).isEmpty();
        }
        transfer.database.run("update staff set roles = '{medewerker}' where id = $1", omar.staff().id()).await();
        assertThat(added()).hasSize(1);
        deputies.end(sanne).await();
        deputies.end(sanne).await();
        assertThat(added()).as("ended").isEmpty();
    }

    @Test
    void deputyWhoReceivesItAnywayGetsOneLink() {
        deputies.name(sanne, omar.staff().email(), today, today).await();
        transfer.database.run("insert into recipient (id, transfer_id, position, name, email, outsider) "
                + "values (gen_random_uuid(), $1, 9, 'O', 'O.Yilmaz@igj.nl', false)", transfer.id).await();

        assertThat(added()).isEmpty();
    }

    @Test
    void onlyAnotherEmployeeAndASensiblePeriodAreTaken() {
        refused("email", "s.bakker@igj.nl", today, today);
        refused("email", "niemand@igj.nl", today, today);
        transfer.database.run("insert into department (email, name) values ('afdeling@igj.nl', 'A')").await();
        refused("email", "afdeling@igj.nl", today, today);
        refused("until", omar.staff().email(), today, today.minusDays(1));
        refused("until", omar.staff().email(), today.minusDays(9), today.minusDays(1));
        refused("until", omar.staff().email(), today, today.plusDays(93));
        assertThat(transfer.value("select count(*) from deputy")).hasValue("0");
    }

    @Test
    void ownerAndDeputySeeItUntilItIsOver() {
        deputies.name(sanne, omar.staff().email(), today, today.plusDays(1)).await();

        assertThat(deputies.read(sanne.staff().id()).await().getJsonObject("deputy").getString("email"))
                .isEqualTo(omar.staff().email());
        assertThat(deputies.read(omar.staff().id()).await().getJsonArray("deputyOf")).hasSize(1);

        transfer.clock.advance(Duration.ofDays(3));
        assertThat(deputies.read(omar.staff().id()).await().getJsonArray("deputyOf")).isEmpty();
        deputies.clear().await();
        assertThat(transfer.value("select count(*) from deputy")).hasValue("0");
    }

    private void refused(String field, String email, LocalDate from, LocalDate until) {
        assertThatThrownBy(() -> deputies.name(sanne, email, from, until).await())
                .isInstanceOfSatisfying(Failure.class, failure ->
                        assertThat(failure.extras().toString()).contains(field));
    }

    /** The addresses that a delivery would add now; nothing is kept. */
    private List<String> added() {
        var adding = new DeputyRecipients(transfer.audit);
        var client = transfer.database.client();
        var stored = transfer.transfers.find(client, transfer.id).await().orElseThrow();
        var present = transfer.recipients.ofTransfer(client, transfer.id).await();
        var all = adding.add(client, stored.transfer(), present, transfer.clock.instant()).await();
        transfer.database.run("delete from event where kind = 'deputy-added'").await();
        transfer.database.run("delete from recipient where name like '%vervangt%'").await();
        return all.stream().skip(present.size()).map(one -> one.email()).toList();
    }

    private void deliver() {
        transfer.deliver(transfer.delivery(new DeputyRecipients(transfer.audit)));
    }

    private List<String> recipients() {
        return transfer.recipients.ofTransfer(transfer.database.client(), transfer.id).await().stream()
                .map(one -> one.email().toLowerCase()).toList();
    }

    private Member employ(String email, String name) {
        var staff = new Staff(UUID.randomUUID(), name, email, Optional.empty(), Set.of(Role.MEDEWERKER));
        transfer.database.run("insert into staff (id, email, name, roles, created_at) values ($1, $2, $3, "
                + "'{medewerker}', now())", staff.id(), email, name).await();
        return new Member(staff, List.of(), SessionSecret.random(new SecureRandom()), SampleTransfer.SOURCE);
    }
}
