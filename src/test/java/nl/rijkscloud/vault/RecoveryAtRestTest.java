package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import nl.rijkscloud.blob.Intruder;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.Transfer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The threat model of a portal with a recovery key: three things open a transfer, and no two of them. */
final class RecoveryAtRestTest {
    private final RecoverySecret secret = RecoverySecret.random(new SecureRandom());

    @TempDir
    private Path folder;

    @Test
    void databaseServerKeyAndTwoCustodiansOpenADeliveredTransferAndNoTwoOfThem() throws Exception {
        try (var sample = SampleTransfer.recoverable(folder, Transfer.Kind.SUBMITTED, secret.publicHalf())) {
            sample.accepted("brief.txt", "Dit mag niemand lezen.".getBytes(StandardCharsets.UTF_8));
            sample.submit();
            assertThat(count(sample)).as("nothing before delivery").isEqualTo("0");
            sample.deliver(sample.delivery());
            assertThat(count(sample)).isEqualTo("1");
            var loot = Loot.take(sample.config, folder);
            var server = sample.purposes.current(KeyPurpose.SHARE).bytes();

            assertThat(Intruder.opens(loot, scratch(), secret.bytes())).isEmpty();
            assertThat(loot.sealed()).noneMatch(one -> secret.openSlot(sample.id, one.bytes()).isPresent());

            // the server's layer comes off, and what is below needs the custodians
            assertThat(Intruder.opens(loot, scratch(), server)).containsExactly("slot.recovery", "transfer.share");

            var key = secret.openSlot(sample.id, inner(sample)).orElseThrow();
            assertThat(key.bytes()).isEqualTo(sample.keyBytes());
            assertThat(Intruder.opens(loot, scratch(), key.bytes())).contains("blob", "document.entry");
        }
    }

    private static byte[] inner(SampleTransfer sample) {
        var share = sample.database.run("select share from transfer").map(rows -> sample.slots
                .openShare(sample.id, rows.iterator().next().getBuffer("share").getBytes()).orElseThrow()).await();
        return sample.database.run("select sealed from slot where kind = 'recovery'").map(rows -> Slots
                .openRecovery(share, rows.iterator().next().getBuffer("sealed").getBytes()).orElseThrow()).await();
    }

    private static String count(SampleTransfer sample) {
        return sample.value("select count(*) from slot where kind = 'recovery'").orElseThrow();
    }

    private Path scratch() throws Exception {
        return Files.createTempDirectory(folder, "intruder");
    }
}
