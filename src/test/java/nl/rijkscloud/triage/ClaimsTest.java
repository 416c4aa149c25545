package nl.rijkscloud.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.vault.SessionSecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One member of a department claims a transfer that the department received. */
final class ClaimsTest {
    private static final String MELDPUNT = "meldpunt@igj.nl";

    private SampleTransfer transfer;
    private Claims claims;
    private Member sanne;
    private Member omar;
    private Member lotte;

    @BeforeEach
    void deliver(@TempDir Path folder) throws Exception {
        transfer = new SampleTransfer(folder);
        transfer.accepted("brief.txt", new byte[] {1});
        transfer.deliver();
        transfer.database.run("update transfer set confirmed_at = created_at").await();
        transfer.database.run("insert into department (email, name) values ($1, 'M'), ('elders@igj.nl', 'E') "
                + "on conflict do nothing", MELDPUNT).await();
        sanne = employ("s.bakker", MELDPUNT);
        omar = employ("o.yilmaz", MELDPUNT);
        lotte = employ("l.visser", "elders@igj.nl");
        claims = new Claims(transfer.database, transfer.transfers, transfer.audit, transfer.clock);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void oneOfParallelClaimsWinsAndTheOthersLearnWhose() {
        var members = IntStream.range(0, 8).mapToObj(n -> employ("m" + n, MELDPUNT)).toList();

        var all = members.stream().map(member -> claims.claim(member, transfer.id)).toList();
        Future.join(all).otherwiseEmpty().await();

        assertThat(all.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(all.stream().filter(Future::failed).map(one -> ((Failure) one.cause()).code()))
                .containsOnly("already-claimed").hasSize(7);
        assertThat(transfer.value("select count(*) from event where kind = 'claimed'")).hasValue("1");
        assertThat(transfer.value("select count(*) from audit_entry where action = 'transfer-claimed'")).hasValue("1");
    }

    @Test
    void memberHandsBackAndColleagueTakesUp() {
        claims.claim(sanne, transfer.id).await();
        claims.claim(sanne, transfer.id).await();
        assertThat(holder()).contains(sanne.staff().id());
        assertThat(claims.find(transfer.id, lotte.staff().id()).await().open()).isFalse();

        claims.release(sanne, transfer.id, sanne.staff().id()).await();
        assertThat(holder()).isEmpty();
        claims.claim(omar, transfer.id).await();
        claims.release(sanne, transfer.id, omar.staff().id()).await();

        assertThat(transfer.events()).contains("claimed", "claim-released");
        assertThat(transfer.value("select count(*) from audit_entry where action = 'claim-released'")).hasValue("2");
    }

    @Test
    void onlyTheHolderThatWasSeenIsReleased() {
        claims.claim(omar, transfer.id).await();

        assertThat(code(claims.release(sanne, transfer.id, sanne.staff().id()))).isEqualTo("claim-changed");
        assertThat(holder()).contains(omar.staff().id());
    }

    @Test
    void nobodyOutsideTheDepartmentTakesUpOrReleases() {
        assertThat(code(claims.claim(lotte, transfer.id))).isEqualTo("not-found");
        claims.claim(sanne, transfer.id).await();

        assertThat(code(claims.claim(lotte, transfer.id))).isEqualTo("not-found");
        assertThat(code(claims.release(lotte, transfer.id, sanne.staff().id()))).isEqualTo("not-found");
        assertThat(code(claims.claim(sanne, UUID.randomUUID()))).isEqualTo("not-found");
        assertThat(holder()).contains(sanne.staff().id());
    }

    @Test
    void unconfirmedOrEndedTransferIsNotTakenUp() {
        transfer.database.run("update transfer set confirmed_at = null").await();
        assertThat(code(claims.claim(sanne, transfer.id))).isEqualTo("not-found");

        transfer.database.run("update transfer set confirmed_at = created_at, state = 'withdrawn'").await();
        assertThat(code(claims.claim(sanne, transfer.id))).isEqualTo("transfer-gone");
    }

    @Test
    void lostMembershipRoleOrAccountReleases() {
        for (var loss : List.of("delete from department_member where staff_id = $1",
                "update staff set disabled_at = now() where id = $1", "update staff set roles = '{}' where id = $1")) {
            var member = employ("x" + loss.length(), MELDPUNT);
            claims.claim(member, transfer.id).await();
            transfer.database.run(loss, member.staff().id()).await();

            assertThat(holder()).as(loss).isEmpty();
        }
    }

    private Optional<UUID> holder() {
        return claims.find(transfer.id, sanne.staff().id()).await().claim().map(Claims.Claim::staff);
    }

    private static String code(Future<Void> failing) {
        assertThatThrownBy(failing::await).isInstanceOf(Failure.class);
        return ((Failure) failing.cause()).code();
    }

    private Member employ(String name, String department) {
        var staff = new Staff(
                UUID.randomUUID(), name, name + "@igj.nl", Optional.empty(), Set.of(Role.MEDEWERKER));
        transfer.database.run("insert into staff (id, email, name, roles, created_at) values ($1, $2, $3, "
                + "'{medewerker}', now())", staff.id(), staff.email(), name).await();
        transfer.database.run("insert into department_member (department_email, staff_id) values ($1, $2)", department,
                staff.id()).await();
        return new Member(staff, List.of(department), SessionSecret.random(new SecureRandom()), SampleTransfer.SOURCE);
    }
}
