package nl.rijkscloud.report;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.DownloadLinkRenewal;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinkReissueTest {
    private static final String LETTERS = "select count(*) from outbox where template = 'notification'";

    private static final int MOST_PER_DAY = DownloadLinkRenewal.Allowance.SENDER.maxPerDay();

    @TempDir
    Path folder;

    private SampleTransfer transfer;
    private Redelivery redelivery;

    @BeforeEach
    void make() throws Exception {
        transfer = new SampleTransfer(folder);
        transfer.accepted("a.pdf", new byte[10]);
        redelivery = RecipientCorrectionTest.redelivery(transfer);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    @Test
    void contactGetsANewLinkAndTheOldOneStopsWorking() {
        transfer.deliver();
        assertThat(transfer.carried(OutboundMessage.Channel.MAIL)).hasSize(1);
        var old = transfer.link(LinkKind.DOWNLOAD);
        var report = transfer.link(LinkKind.REPORT);
        transfer.open(old);

        await(reissue(report));

        assertThat(transfer.value(LETTERS)).contains("2");
        assertThat(transfer.value("select count(*) from link where kind = 'download'")).contains("1");
        assertThat(transfer.value("select count(distinct expires_at) from link")).as("it is bound to no other day")
                .contains("1");
        assertThat(transfer.events()).endsWith("reissued");
        assertThatThrownBy(() -> transfer.open(old)).hasRootCauseInstanceOf(Failure.class);
        assertThat(transfer.open(report).kind()).isEqualTo(LinkKind.REPORT);
    }

    @Test
    void sessionOfTheOldLinkOpensNothing() {
        transfer.deliver();
        var session = transfer.open(transfer.link(LinkKind.DOWNLOAD)).session();
        await(reissue(transfer.link(LinkKind.REPORT)));

        assertThat(transfer.grant(session, LinkKind.DOWNLOAD).alive()).isFalse();
    }

    @Test
    void waitingMailWithTheOldLinkIsNotSent() {
        transfer.deliver();

        await(reissue(transfer.link(LinkKind.REPORT)));

        assertThat(transfer.carried(OutboundMessage.Channel.MAIL)).extracting(letter -> letter.values().get("link"))
                .singleElement().satisfies(link -> assertThat(transfer.open(link).transfer()).isEqualTo(transfer.id));
    }

    @Test
    void reissueBeforeDeliveryIsRefused() {
        transfer.submit();

        assertCode(reissue(transfer.link(LinkKind.REPORT)), "not-delivered");
        assertThat(transfer.value(LETTERS)).contains("0");
    }

    @Test
    void reissuesPerDayAreLimited() {
        transfer.deliver();
        var report = transfer.link(LinkKind.REPORT);
        IntStream.range(0, MOST_PER_DAY).forEach(time -> await(reissue(report)));

        assertCode(reissue(report), "too-many-requests");
        assertThat(transfer.value("select count(*) from event where kind = 'reissued'"))
                .contains(Integer.toString(MOST_PER_DAY));

        transfer.clock.advance(Duration.ofDays(1).plusSeconds(1));
        await(reissue(report));
    }

    @Test
    void reissueNeedsTheReportLinkAndItsSecret() {
        transfer.deliver();
        var report = transfer.link(LinkKind.REPORT);
        var other = transfer.link(LinkKind.REPORT);

        assertCode(reissue(transfer.link(LinkKind.DOWNLOAD)), "link-unusable");
        assertCode(redelivery.reissue(Actor.NOBODY, link(report), secret(other), Optional.empty()), "link-unusable");
        assertThat(transfer.value(LETTERS)).contains("1");
    }

    private Future<Void> reissue(String url) {
        return redelivery.reissue(Actor.NOBODY, link(url), secret(url), Optional.empty());
    }

    private static String link(String url) {
        return url.substring(url.lastIndexOf('/') + 1, url.indexOf('#'));
    }

    private static String secret(String url) {
        return url.substring(url.indexOf('#') + 1);
    }

    private static void assertCode(Future<?> future, String code) {
        assertThatThrownBy(() -> await(future))
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(Failure.class))
                .extracting(Failure::code)
                .isEqualTo(code);
    }
}
