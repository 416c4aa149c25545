package nl.rijkscloud.mail;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.mail.SmtpFailure.Phase;
import nl.rijkscloud.mail.SmtpReplies.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one mail over a connection of its own (RFC 5321) and always knows how much of it the server can have. Fails
 * with {@link SmtpFailure}. Belongs to the event loop of its connection.
 */
final class SmtpConversation {
    private static final int INTERMEDIATE = 300;
    private static final int TRANSIENT = 400;

    private final SmtpReplies replies = new SmtpReplies();
    private final Vertx vertx;
    private final Config.Mail config;
    private final Function<Phase, Duration> patience;
    private final NetSocket socket;
    private Phase phase = Phase.GREETING;
    private Promise<Reply> awaited = Promise.promise();
    /** Set once no further command can be sent. */
    private @Nullable SmtpFailure loss;

    /**
     * @param name of this portal, for the greeting
     * @param sender to which servers report that the mail cannot be delivered, or empty
     */
    record Envelope(String name, String sender, MailAddress to) {
        /** Reports come without the mail itself, and so without the link in it, where servers keep to RFC 3461. */
        private String mail(Reply offer) {
            return "MAIL FROM:<" + sender + ">" + (reports(offer) ? " RET=HDRS" : "");
        }

        private String recipient(Reply offer) {
            return "RCPT TO:<" + to + ">" + (reports(offer) ? " NOTIFY=FAILURE,DELAY" : "");
        }

        private boolean reports(Reply offer) {
            return !sender.isEmpty() && offer.offers("DSN");
        }
    }

    private SmtpConversation(Vertx vertx, Config.Mail config, Function<Phase, Duration> patience,
            NetSocket socket) {
        this.vertx = vertx;
        this.config = config;
        this.patience = patience;
        this.socket = socket;
        socket.handler(this::received);
        socket.closeHandler(closed -> lost("the connection was closed", null));
        socket.exceptionHandler(failure -> lost("the connection broke", failure));
    }

    /** @param message ASCII, with CRLF at the end of each line */
    static Future<Void> send(
            Vertx vertx, NetClient client, Config.Mail config, Function<Phase, Duration> patience,
            Envelope envelope, String message) {
        var sent = Promise.<Void>promise();
        // On one event loop from the first step on: another thread would be late for a greeting that comes at once.
        vertx.getOrCreateContext().runOnContext(go -> client.connect(config.port(), config.host(), config.host())
                .recover(failure -> Future.failedFuture(
                        SmtpFailure.lost(Phase.CONNECT, failure.getClass().getSimpleName(), failure)))
                .compose(socket -> {
                    var conversation = new SmtpConversation(vertx, config, patience, socket);
                    return conversation.greet(envelope.name())
                            .compose(offer -> conversation.handOver(offer, envelope, message))
                            .onComplete(done -> conversation.leave());
                })
                .onComplete(sent));
        return sent.future();
    }

    /** Returns the server's extensions. */
    private Future<Reply> greet(String name) {
        return reply(Phase.GREETING)
                .compose(greeting -> hello(name))
                .compose(offer -> config.security() == Config.MailSecurity.STARTTLS ? encrypt(offer, name)
                        : Future.succeededFuture(offer))
                .compose(offer -> config.user().isPresent() ? logIn(offer).map(offer)
                        : Future.succeededFuture(offer));
    }

    private Future<Void> handOver(Reply offer, Envelope envelope, String message) {
        return ask(Phase.MAIL, envelope.mail(offer))
                .compose(sender -> ask(Phase.RCPT, envelope.recipient(offer)))
                .compose(recipient -> ask(Phase.DATA, "DATA"))
                .compose(goOn -> content(message))
                .compose(taken -> ask(Phase.FINAL_DOT, "."))
                .mapEmpty();
    }

    private Future<Reply> hello(String name) {
        return ask(Phase.HELLO, "EHLO " + name);
    }

    /**
     * Drops bytes that arrived before the encryption, because anyone may have sent them, and asks anew for the server's
     * extensions (RFC 3207, section 6).
     */
    private Future<Reply> encrypt(Reply offer, String name) {
        if (!offer.offers("STARTTLS")) {
            return Future.failedFuture(SmtpFailure.lost(Phase.STARTTLS, "not offered", null));
        }
        return ask(Phase.STARTTLS, "STARTTLS")
                .compose(ready -> replies.hasMore()
                        ? Future.failedFuture(SmtpFailure.lost(Phase.STARTTLS, "bytes before the encryption", null))
                        : socket.upgradeToSsl(new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS"),
                                config.host())
                                .timeout(patience.apply(Phase.STARTTLS).toMillis(), TimeUnit.MILLISECONDS)
                                .recover(failure -> Future.failedFuture(
                                        SmtpFailure.lost(Phase.STARTTLS, failure.getClass().getSimpleName(),
                                                failure))))
                .compose(encrypted -> hello(name));
    }

    private Future<Reply> logIn(Reply offer) {
        var user = config.user().orElseThrow();
        var password = config.password().map(secret -> secret.reveal()).orElse("");
        var mechanisms = offer.lines().stream().filter(line -> line.startsWith("AUTH ")).findFirst().orElse("") + " ";
        if (mechanisms.contains(" PLAIN ")) {
            return ask(Phase.LOGIN, "AUTH PLAIN " + base64("\0" + user + "\0" + password));
        }
        if (mechanisms.contains(" LOGIN ")) {
            return ask(Phase.LOGIN, "AUTH LOGIN")
                    .compose(name -> ask(Phase.LOGIN, base64(user)))
                    .compose(word -> ask(Phase.LOGIN, base64(password)));
        }
        return Future.failedFuture(SmtpFailure.lost(Phase.LOGIN, "neither PLAIN nor LOGIN is offered", null));
    }

    private Future<Void> content(String message) {
        phase = Phase.CONTENT;
        var stuffed = message.startsWith(".") ? "." + message : message;
        return socket.write(Buffer.buffer(stuffed.replace("\r\n.", "\r\n.."), StandardCharsets.US_ASCII.name()))
                .timeout(patience.apply(Phase.CONTENT).toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure ->
                        Future.failedFuture(SmtpFailure.lost(phase, failure.getClass().getSimpleName(), failure)));
    }

    private Future<Reply> ask(Phase next, String command) {
        var early = replies.next();
        if (early.isPresent()) {
            return Future.failedFuture(early.get().code() >= TRANSIENT
                    // such as a refusal before all of the content was there
                    ? SmtpFailure.answered(next, early.get())
                    : SmtpFailure.lost(phase, "a reply out of turn", null));
        }
        if (loss != null) {
            return Future.failedFuture(loss);
        }
        phase = next; // before a byte of it is on its way
        awaited = Promise.promise();
        socket.write(command + "\r\n").onFailure(failure -> lost("the connection broke", failure));
        return reply(next);
    }

    private Future<Reply> reply(Phase to) {
        var answer = awaited;
        var timer = vertx.setTimer(patience.apply(to).toMillis(),
                late -> answer.tryFail(SmtpFailure.lost(to, "no answer in time", null)));
        return answer.future()
                .onComplete(any -> vertx.cancelTimer(timer))
                .compose(reply -> goesOn(to, reply) ? Future.succeededFuture(reply)
                        : Future.failedFuture(SmtpFailure.answered(to, reply)));
    }

    private static boolean goesOn(Phase phase, Reply reply) {
        var done = reply.code() < INTERMEDIATE;
        return switch (phase) {
            case DATA -> reply.code() == 354;
            case LOGIN -> done || reply.code() == 334;
            default -> done;
        };
    }

    private void received(Buffer bytes) {
        try {
            replies.add(bytes);
            if (!awaited.future().isComplete()) {
                replies.next().ifPresent(awaited::complete);
            }
        } catch (IllegalArgumentException senseless) {
            lost(String.valueOf(senseless.getMessage()), null);
        }
    }

    private void lost(String how, @Nullable Throwable cause) {
        if (loss == null) {
            loss = SmtpFailure.lost(phase, how, cause);
            awaited.tryFail(loss);
        }
    }

    /** Closes without waiting for the farewell: the mail is settled and the connection serves no other. */
    private void leave() {
        socket.closeHandler(null);
        socket.write("QUIT\r\n").eventually(socket::close);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
