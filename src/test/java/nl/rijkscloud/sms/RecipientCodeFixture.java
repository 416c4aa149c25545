package nl.rijkscloud.sms;

import static nl.rijkscloud.testing.SampleTransfer.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.code.CodeLimitAlarm;
import nl.rijkscloud.code.RecipientCodeService;
import nl.rijkscloud.code.RecipientCodeService.RecipientGuess;
import nl.rijkscloud.code.RecipientCodes.Receiver;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.testing.SampleLimits;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.vault.SessionSecret;

/** A sent transfer whose recipient has a link, and the codes for it. Each browser is a session of its own. */
public final class RecipientCodeFixture implements AutoCloseable {
    public static final int PER_NUMBER = 3;
    public static final int PER_HOUR = 4;

    public final SampleTransfer transfer;
    public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    public final Limits limits =
            new Limits(SampleLimits.of(9, Map.of(
                    "codesPerNumberPerDay", PER_NUMBER, "codesPerHour", PER_HOUR)));
    public final RecipientCodeService codes;
    final String link;

    public RecipientCodeFixture(Path folder) {
        transfer = SampleTransfer.sent(folder);
        codes = service();
        link = transfer.link(LinkKind.DOWNLOAD);
    }

    /** Another node, or the same after a restart. */
    public RecipientCodeService service() {
        return new RecipientCodeService(
                transfer.database, transfer.codes, transfer.sessions, transfer.outbox, transfer.throttle, limits,
                new CodeLimitAlarm(metrics, transfer.clock), transfer.audit, transfer.purposes, new SecureRandom(),
                transfer.clock, SampleTransfer.CODES);
    }

    public SessionSecret browser() {
        return transfer.open(link).session();
    }

    public Grant grant(SessionSecret browser) {
        return transfer.grant(browser, LinkKind.DOWNLOAD);
    }

    public Receiver receiver() {
        return new Receiver(transfer.contact.id(), transfer.id, linkId(), SampleTransfer.MOBILE, Language.NL);
    }

    /** The code that accompanies the mail. */
    public String first() {
        await(transfer.database.inTransaction(tx -> transfer.codes.sendFirst(tx, receiver())));
        return arrived();
    }

    public String requested() {
        await(codes.request(receiver(), Actor.NOBODY));
        return arrived();
    }

    /** The text of the message that is due. */
    public String arrived() {
        return transfer.carried(OutboundMessage.Channel.SMS).getLast().values().get(SmsText.CODE);
    }

    public Future<SessionSecret> guess(SessionSecret browser, String code) {
        return guess(codes, browser, code);
    }

    public Future<SessionSecret> guess(RecipientCodeService at, SessionSecret browser, String code) {
        return at.open(new RecipientGuess(browser, linkId(), Actor.NOBODY, transfer.id, transfer.contact.id(), code));
    }

    public void wrongCodes(int number) {
        await(transfer.database.run("update recipient set wrong_codes = $1", number));
    }

    public void pass(Duration time) {
        transfer.clock.advance(time);
    }

    private byte[] linkId() {
        var part = link.substring(link.lastIndexOf('/') + 1, link.indexOf('#'));
        return Base64.getUrlDecoder().decode(part);
    }

    @Override
    public void close() {
        transfer.close();
    }
}
