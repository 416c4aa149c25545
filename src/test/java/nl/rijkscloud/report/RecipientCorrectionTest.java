package nl.rijkscloud.report;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.testing.SampleLimits;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.Correction;
import nl.rijkscloud.transfer.DownloadLinkRenewal;
import nl.rijkscloud.transfer.RecipientReplacement;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The effects of correcting a wrong address. */
final class RecipientCorrectionTest {
    private static final String NEXT = "bea@voorbeeld.nl";

    @TempDir
    Path folder;

    private SampleTransfer transfer;
    private Redelivery redelivery;
    private String report;

    @BeforeEach
    void make() throws Exception {
        transfer = SampleTransfer.sent(folder);
        transfer.accepted("a.pdf", new byte[10]);
        redelivery = redelivery(transfer);
        transfer.deliver();
        report = transfer.link(LinkKind.REPORT);
    }

    static Redelivery redelivery(SampleTransfer transfer) {
        var renewal = new DownloadLinkRenewal(
                transfer.transfers, transfer.recipients, transfer.delivery(), transfer.clock);
        return new Redelivery(
                new KeyedAct(transfer.database, transfer.linkService, transfer.outbox, transfer.audit, renewal),
                transfer.recipients,
                new RecipientReplacement(transfer.transfers, transfer.recipients, transfer.delivery(),
                        SampleTransfer.unsigned(), transfer.clock),
                transfer.throttle,
                new Limits(SampleLimits.of(9)));
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void waitingMailToTheOldAddressIsNotSent() {
        await(readdress(to(NEXT)));

        assertThat(transfer.carried(OutboundMessage.Channel.MAIL)).extracting(OutboundMessage::recipient)
                .containsExactly(NEXT);
        assertThat(transfer.carried(OutboundMessage.Channel.SMS)).hasSize(1);
    }

    @Test
    void oldLinkAndItsSessionsOpenNothing() {
        var old = transfer.carried(OutboundMessage.Channel.MAIL).getFirst().values().get("link");
        var session = transfer.open(old).session();

        await(readdress(to(NEXT)));

        assertThatThrownBy(() -> transfer.open(old)).hasRootCauseInstanceOf(Failure.class);
        assertThat(transfer.grant(session, LinkKind.DOWNLOAD).alive()).isFalse();
        assertThat(transfer.value("select count(*) from recipient_code")).contains("1");
    }

    @Test
    void historyKeepsTheOldRecipientAndTheNewOneStartsFresh() {
        await(transfer.database.run("update recipient set opened_at = now(), downloaded_at = now(), wrong_codes = 10"));
        await(transfer.database.run("insert into receipt select r.id, d.id, now() from recipient r, document d"));
        await(transfer.database.run("update transfer set opened_at = now(), downloaded_at = now()"));
        await(transfer.database.run("update document set downloaded_at = now()"));

        await(readdress(to(NEXT)));

        assertThat(transfer.value("select email from recipient where replaced_at is not null"))
                .contains("anna@voorbeeld.nl");
        assertThat(transfer.value("""
                select r.name || ' ' || r.mobile || ' ' || r.wrong_codes || ' ' || t.contact_email from recipient r
                    join transfer t on t.id = r.transfer_id
                where r.replaced_at is null and r.opened_at is null and t.opened_at is null
                    and t.downloaded_at is null"""))
                .contains("Anna Smit " + SampleTransfer.MOBILE.e164() + " 0 " + NEXT);
        assertThat(transfer.value("select count(*) from document where downloaded_at is null")).contains("1");
        assertThat(transfer.events()).endsWith("recipient-changed");
    }

    @Test
    void recipientOfThisTransferIsReplacedOnce() {
        assertCode(readdress(new Correction(UUID.randomUUID(), Optional.empty(), NEXT, Optional.empty())), "not-found");
        await(readdress(to(NEXT)));
        assertCode(readdress(to("cees@voorbeeld.nl")), "not-found");
    }

    @Test
    void correctionBeforeDeliveryIsRefused() {
        await(transfer.database.run("update transfer set state = 'submitted'"));
        assertCode(readdress(to(NEXT)), "not-delivered");
    }

    @Test
    void correctionsPerDayAreLimited() {
        IntStream.range(0, 5).forEach(time -> await(readdress(current("n" + time + "@voorbeeld.nl"))));

        assertCode(readdress(current(NEXT)), "too-many-requests");
        transfer.clock.advance(Duration.ofDays(2));
        await(readdress(current(NEXT)));
    }

    private Correction to(String email) {
        return new Correction(transfer.contact.id(), Optional.empty(), email, Optional.empty());
    }

    private Correction current(String email) {
        var id = UUID.fromString(transfer.value("select id from recipient where replaced_at is null").orElseThrow());
        return new Correction(id, Optional.empty(), email, Optional.empty());
    }

    private Future<Void> readdress(Correction correction) {
        var parts = report.substring(report.lastIndexOf('/') + 1).split("#");
        return this.redelivery.correct(Actor.NOBODY, parts[0], parts[1], correction);
    }

    private static void assertCode(Future<?> future, String code) {
        assertThatThrownBy(() -> await(future))
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(Failure.class))
                .extracting(Failure::code)
                .isEqualTo(code);
    }
}
