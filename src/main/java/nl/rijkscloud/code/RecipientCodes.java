package nl.rijkscloud.code;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Issues and revokes the codes of outsiders who receive documents, in the caller's transaction. A recipient has one
 * code at most, bound to one link. A new code replaces it and withdraws its message if that still waits. Safe for use
 * from any thread.
 */
public final class RecipientCodes {
    /**
     * An outsider who collects documents with a code.
     *
     * @param link the id of the download link that the code is good for
     */
    public record Receiver(UUID recipient, UUID transfer, byte[] link, PhoneNumber phone, Language language) {
        @Override
        public String toString() {
            return "Receiver[" + recipient + "]";
        }
    }

    /** A code that is told to the caller alone. */
    public record ToldCode(String code, Instant until) {
        @Override
        public String toString() {
            return "ToldCode[***]";
        }
    }

    private final RecipientCodeStore store = new RecipientCodeStore();
    private final Outbox outbox;
    private final CodeGenerator generator;
    private final InstantSource clock;
    private final Config.Codes config;

    public RecipientCodes(
            Outbox outbox, PurposeKeys keys, SecureRandom random, InstantSource clock, Config.Codes config) {
        this.outbox = outbox;
        this.generator = new CodeGenerator(keys, random);
        this.clock = clock;
        this.config = config;
    }

    /**
     * Sends the code that goes with the mail, unless codes are sent on request only. It waits until somebody reads that
     * mail, so it lives longer than the ten minutes that NIST SP 800-63B and OWASP ASVS allow a code by text message:
     * decision 017. Call {@code Outbox.wake} after the commit.
     */
    public Future<Void> sendFirst(SqlClient tx, Receiver receiver) {
        return config.first() == Config.FirstCode.WITH_MAIL
                ? put(tx, receiver, SmsText.ACTIVATION_CODE, config.activation(), Duration.ZERO).mapEmpty()
                : Future.succeededFuture();
    }

    /**
     * Replaces the last code by one that goes out in no message and lives as long as one that a recipient asks for.
     *
     * @return empty when the last code is younger than a minute, the recipient is locked out, or the link has died
     */
    public Future<Optional<ToldCode>> readOut(SqlClient tx, UUID recipient, byte[] link) {
        var code = generator.next();
        var now = clock.instant();
        var until = now.plus(config.lifetime());
        return store.put(tx, recipient, link, new RecipientCodeStore.New(code, CodeMeans.READ_OUT, code.id(), now,
                        until), config.triesPerTransfer(), now.minus(RecipientCodeService.PAUSE))
                .compose(put -> put.flatMap(Replaced::message)
                        .map(useless -> outbox.withdraw(tx, useless))
                        .orElseGet(Future::succeededFuture)
                        .map(put.map(done -> new ToldCode(code.code(), until))));
    }

    /**
     * Makes every code of this recipient invalid. Call it before their links are revoked, so that rows are locked in
     * one order.
     */
    public Future<Void> revoke(SqlClient tx, UUID recipient) {
        return store.delete(tx, recipient)
                .compose(message -> message.map(id -> outbox.withdraw(tx, id)).orElseGet(Future::succeededFuture));
    }

    /** Revokes every code of this recipient, and resets the counter of failed attempts. */
    public Future<Void> unlock(SqlClient tx, UUID recipient) {
        return revoke(tx, recipient).compose(done -> store.resetWrongCodes(tx, recipient));
    }

    /**
     * Replaces the last code by a new one and sends it.
     *
     * @param pause the least age of the last code
     * @return false when that is younger, the recipient is locked out, or the link has died; nothing is sent then
     */
    Future<Boolean> put(SqlClient tx, Receiver to, String text, Duration life, Duration pause) {
        var code = generator.next();
        var now = clock.instant();
        var message = new OutboundMessage(
                OutboundMessage.Channel.SMS, to.transfer(), text, to.language(), to.phone().e164(),
                Map.of(SmsText.CODE, code.code()), life);
        return outbox.add(tx, message).compose(id -> store
                .put(tx, to.recipient(), to.link(),
                        new RecipientCodeStore.New(code, CodeMeans.SMS, id, now, now.plus(life)),
                        config.triesPerTransfer(), now.minus(pause))
                // Withdraw the message whose code is no longer valid.
                .compose(put -> put.map(Replaced::message).orElse(Optional.of(id))
                        .map(useless -> outbox.withdraw(tx, useless))
                        .orElseGet(Future::succeededFuture)
                        .map(put.isPresent())));
    }
}
