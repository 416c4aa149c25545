package nl.rijkscloud.hold;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferNumber;
import nl.rijkscloud.vault.RecoverySecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hold for longer than the links work: only the recovery key opens the documents then. */
final class LongHoldTest {
    private static final Duration HALF_A_YEAR = Duration.ofDays(180);

    @TempDir
    private Path folder;

    @Test
    void withARecoverySlotAHoldMayOutliveTheLinks() throws Exception {
        var key = RecoverySecret.random(new SecureRandom()).publicHalf();
        try (var transfer = SampleTransfer.recoverable(folder, Transfer.Kind.SUBMITTED, key)) {
            deliver(transfer);
            var link = transfer.link(LinkKind.DOWNLOAD);
            var until = transfer.clock.instant().plus(HALF_A_YEAR);

            var held = hold(transfer, until);

            assertThat(held.linksUntil()).isBefore(until)
                    .isEqualTo(await(transfer.links.latestEnd(transfer.database.client(), transfer.id)));
            var stored = await(transfer.transfers.find(transfer.database.client(), transfer.id)).orElseThrow();
            assertThat(stored.transfer().expiresAt()).isEqualTo(until);
            var listed = await(holds(transfer).list()).getFirst().toJson(transfer.clock.instant());
            assertThat(listed.getString("linksUntil")).isEqualTo(held.linksUntil().toString());
            transfer.clock.advance(HALF_A_YEAR.minusDays(1));
            assertThatThrownBy(() -> transfer.open(link)).hasCauseInstanceOf(Failure.class);
        }
    }

    @Test
    void withoutARecoverySlotItIsRefused() throws Exception {
        try (var transfer = new SampleTransfer(folder)) {
            deliver(transfer);

            assertThatThrownBy(() -> hold(transfer, transfer.clock.instant().plus(HALF_A_YEAR)))
                    .hasCauseInstanceOf(Failure.class).hasMessageContaining("no link opens the documents");
        }
    }

    private static void deliver(SampleTransfer transfer) throws Exception {
        transfer.accepted("brief.txt", "Hello".getBytes(StandardCharsets.UTF_8));
        transfer.deliver();
    }

    private static Holds.Held hold(SampleTransfer transfer, Instant until) {
        return await(holds(transfer).set(Actor.staff(transfer.staff), new TransferNumber(
                transfer.value("select number from transfer").orElseThrow()), "Bezwaar", until));
    }

    private static Holds holds(SampleTransfer transfer) {
        return new Holds(transfer.database, transfer.transfers, transfer.links, transfer.audit, transfer.clock);
    }
}
