package nl.rijkscloud.oversight;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.TransferEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExtendTest {
    private static final Duration MAXIMUM = Duration.ofDays(90);

    private SampleTransfer transfer;
    private ExpiryExtension extension;
    private Viewer contact;
    private Instant sent;

    @BeforeEach
    void deliver(@TempDir Path folder) throws Exception {
        transfer = new SampleTransfer(folder);
        transfer.accepted("brief.txt", "hallo".getBytes(StandardCharsets.UTF_8));
        sent = transfer.clock.instant();
        transfer.deliver();
        extension = new ExpiryExtension(transfer.database, transfer.transfers, transfer.recipients, transfer.links,
                transfer.audit, transfer.clock);
        contact = new Viewer(transfer.staff, "meldpunt@igj.nl", List.of(), true, false, Optional.empty());
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void earlierLinkWorksUntilTheNewEnd() {
        var link = transfer.link(LinkKind.DOWNLOAD);
        var until = transfer.until.plus(Duration.ofDays(10));

        extend(until);

        transfer.clock.advance(Duration.between(transfer.clock.instant(), until).minusSeconds(1));
        assertThat(transfer.open(link).transfer()).isEqualTo(transfer.id);
        transfer.clock.advance(Duration.ofSeconds(1));
        assertThatThrownBy(() -> transfer.open(link)).hasCauseInstanceOf(Failure.class);
    }

    @Test
    void withoutAnExtensionALinkEndsWithItsTransfer() {
        var link = transfer.link(LinkKind.DOWNLOAD);
        var session = transfer.open(transfer.link(LinkKind.REPORT)).session();

        transfer.clock.advance(SampleTransfer.LIFE);

        assertThatThrownBy(() -> transfer.open(link)).hasCauseInstanceOf(Failure.class);
        assertThat(transfer.value("select bool_and(expires_at > '" + transfer.clock.instant() + "') from link"))
                .hasValue("t");
        assertThatThrownBy(() -> transfer.grant(session, LinkKind.REPORT)).hasCauseInstanceOf(Failure.class);
    }

    @Test
    void extensionBeyondTheLinksMaximumIsRefused() {
        var latest = sent.plus(MAXIMUM);

        assertThat(code(latest.plusSeconds(1))).isEqualTo("beyond-maximum");
        extend(latest);

        transfer.clock.advance(Duration.between(transfer.clock.instant(), latest));
        assertThat(code(latest.plusSeconds(1))).isEqualTo("beyond-maximum");
    }

    @Test
    void earlierEndIsRefused() {
        assertThat(code(transfer.until)).isEqualTo("not-later");
        assertThat(code(transfer.until.minusSeconds(1))).isEqualTo("not-later");
    }

    @Test
    void onlyADeciderMayExtendAndTheHistoryNamesThem() {
        var colleague = new Viewer(UUID.randomUUID(), "l.visser@igj.nl", List.of(), true, false, Optional.empty());
        var overseer = new Viewer(UUID.randomUUID(), "b.deboer@igj.nl", List.of(), false, true, Optional.empty());
        var until = transfer.until.plusSeconds(60);
        for (var other : List.of(colleague, overseer)) {
            assertThatThrownBy(() -> await(extension.extend(other, transfer.id, until)))
                    .hasCauseInstanceOf(Failure.class);
        }

        extend(until);

        assertThat(transfer.value("select kind from event where staff_id = '" + transfer.staff + "'"))
                .hasValue("extended");
    }

    /**
     * A statement that waits for the row of a message must not lock the row of its transfer too: a withdrawal locks
     * them in the opposite order.
     */
    @Test
    void eventCanBeWrittenWhileTheTransferIsLocked() {
        var written = transfer.database.inTransaction(tx -> transfer.transfers.lock(tx, transfer.id).compose(held ->
                transfer.transfers.addEvent(transfer.database.client(),
                        TransferEvent.of(transfer.id, "mail-accepted", sent))
                        .timeout(10, TimeUnit.SECONDS)));

        assertThat(await(written.map(true).otherwise(false))).isTrue();
    }

    private void extend(Instant until) {
        await(extension.extend(contact, transfer.id, until));
    }

    private String code(Instant until) {
        Future<String> code = extension.extend(contact, transfer.id, until).map("")
                .otherwise(failure -> failure instanceof Failure expected ? expected.code() : failure.toString());
        return await(code);
    }
}
