package nl.rijkscloud.code;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.code.RecipientCodeStore.Replaced;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.sms.SmsText;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.vault.MasterKey;

/**
 * Makes codes for outsiders who receive, and takes them back, in the caller's transaction. A recipient
 * has one code at most, bound to one link; another takes its place, and its message is not sent any more if it still
 * waits. Safe for use from any thread.
 */
public final class RecipientCodes {
    /**
     * Somebody outside who collects documents with a code.
     *
     * @param link the id of the download link that the code is good for
     */
    public record Receiver(UUID recipient, UUID transfer, byte[] link, PhoneNumber phone, Language language) {
        @Override
        public String toString() {
            return "Receiver[" + recipient + "]";
        }
    }

    private final RecipientCodeStore store = new RecipientCodeStore();
    private final Outbox outbox;
    private final CodeGenerator mint;
    private final InstantSource clock;
    private final Config.Codes config;

    public RecipientCodes(
            Outbox outbox, MasterKey master, SecureRandom random, InstantSource clock, Config.Codes config) {
        this.outbox = outbox;
        this.mint = new CodeGenerator(master, random);
        this.clock = clock;
        this.config = config;
    }

    /**
     * Sends the code that goes with the mail, unless codes are sent on request only. It waits until somebody reads that
     * mail, so it lives longer than the ten minutes that NIST SP 800-63B and OWASP ASVS allow a code by text message:
     * decision 017. Call {@code Outbox.wake} after the commit.
     */
    public Future<Void> first(SqlClient tx, Receiver receiver) {
        return config.first() == Config.FirstCode.WITH_MAIL
                ? put(tx, receiver, SmsText.ACTIVATION_CODE, config.activation(), Duration.ZERO).mapEmpty()
                : Future.succeededFuture();
    }

    /**
     * Makes every code of this recipient invalid. Call it before their links are revoked, so that rows are locked in
     * one order.
     */
    public Future<Void> revoke(SqlClient tx, UUID recipient) {
        return store.delete(tx, recipient)
                .compose(letter -> letter.map(id -> outbox.withdraw(tx, id)).orElseGet(Future::succeededFuture));
    }

    /** The same, and resets the counter of failed attempts. */
    public Future<Void> unlock(SqlClient tx, UUID recipient) {
        return revoke(tx, recipient).compose(done -> store.forgive(tx, recipient));
    }

    /**
     * Puts a code in the place of the last one.
     *
     * @param pause how old the last one must be
     * @return false when it is not, the recipient is locked out, or the link has died; nothing is sent then
     */
    Future<Boolean> put(SqlClient tx, Receiver to, String text, Duration life, Duration pause) {
        var code = mint.next();
        var now = clock.instant();
        var letter = new OutboundMessage(
                OutboundMessage.Channel.SMS, to.transfer(), text, to.language(), to.phone().e164(),
                Map.of(SmsText.CODE, code.code()), life);
        return outbox.add(tx, letter).compose(id -> store
                .put(tx, to, new RecipientCodeStore.New(code, id, now, now.plus(life)), config.triesPerTransfer(),
                        now.minus(pause))
                // Withdraw the message whose code is no longer valid.
                .compose(put -> put.map(Replaced::letter).orElse(Optional.of(id))
                        .map(useless -> outbox.withdraw(tx, useless))
                        .orElseGet(Future::succeededFuture)
                        .map(put.isPresent())));
    }
}
