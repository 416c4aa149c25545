package nl.rijkscloud.startup;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import nl.rijkscloud.config.Config;

/**
 * The mail server takes mails from us: it greets, speaks TLS with a certificate that is trusted, knows our user, and
 * accepts our sender. At a first start whatever is wrong is a mistake in the configuration, and a reason. Later it is
 * more likely an outage, and only a warning: mails wait in the outbox, and a portal that is restarted while the mail
 * server is down must come back.
 */
final class MailServerCheck {
    /** Some servers let strangers wait six seconds for their greeting (Postfix, postscreen_greet_wait). */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private MailServerCheck() {}

    /**
     * @param inUse asked only when something is wrong; no answer when the database is away, and then this may be a
     *     power cut
     */
    static Findings run(Config.Mail config, Supplier<Optional<Boolean>> inUse) {
        try (var line = ProbeConnection.open(config.host(), config.port(), PATIENCE)) {
            return new SmtpTalk(config, line).trouble()
                    .map(sentence -> finding(inUse, sentence))
                    .orElse(Findings.NOTHING);
        } catch (IOException unreachable) {
            return finding(inUse,
                    "mail.host: " + config.host() + ":" + config.port() + " " + ProbeConnection.trouble(unreachable));
        }
    }

    private static Findings finding(Supplier<Optional<Boolean>> inUse, String sentence) {
        return inUse.get().orElse(true)
                ? Findings.warning(sentence + "; mails wait until that is over")
                : Findings.reason(sentence + "; a first start needs it");
    }
}
