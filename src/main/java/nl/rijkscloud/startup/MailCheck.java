package nl.rijkscloud.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.NearMiss;
import nl.rijkscloud.mail.MailTemplates;

/** Checks the mail server and the texts of mails. Blocks. */
final class MailCheck {
    /** Some servers let strangers wait six seconds for their greeting (Postfix, postscreen_greet_wait). */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private MailCheck() {}

    /**
     * Checks that the mail server takes mails from us: it greets, speaks TLS with a trusted certificate, knows our user
     * and accepts our sender. At a first start a fault is a mistake in the configuration and stops it. Later it is more
     * likely an outage and only a warning: mails wait in the outbox, and a restarted portal must come back.
     *
     * @param inUse called only after a fault; empty when the database is away, which may be a power cut
     */
    static Findings server(Config.Mail config, Supplier<Optional<Boolean>> inUse) {
        try (var line = ProbeConnection.open(config.host(), config.port(), TIMEOUT)) {
            return new SmtpProbe(config, line).findFault()
                    .map(sentence -> finding(inUse, sentence))
                    .orElse(Findings.NOTHING);
        } catch (IOException unreachable) {
            return finding(inUse,
                    "mail.host: " + config.host() + ":" + config.port() + " " + ProbeConnection.describe(unreachable));
        }
    }

    private static Findings finding(Supplier<Optional<Boolean>> inUse, String sentence) {
        return inUse.get().orElse(true)
                ? Findings.warning(sentence + "; mails wait until that is over")
                : Findings.reason(sentence + "; a first start needs it");
    }

    /**
     * Checks that the organisation's own mail texts are complete, and that each replaces one of ours: a misspelt file
     * name would have no effect.
     */
    static Findings texts(Config config) {
        try {
            MailTemplates.load(config.organisation(), config.server(), config.mail());
        } catch (IllegalArgumentException wrong) {
            return new Findings(String.valueOf(wrong.getMessage()).lines()
                    .map(line -> "mail.templates: " + line).toList(), List.of(),
                    List.of());
        } catch (UncheckedIOException unreadable) {
            return Findings.reason("mail.templates: a file in " + config.mail().templates().map(Path::toString)
                    .orElse("the jar")
                    + " cannot be read by this user as UTF-8 text");
        }
        return config.mail().templates().map(MailCheck::findUnused).orElse(Findings.NOTHING);
    }

    private static Findings findUnused(Path folder) {
        var known = MailTemplates.files();
        try (var files = Files.walk(folder)) {
            var own = files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()).sorted()
                    .toList();
            if (own.stream().noneMatch(known::contains)) {
                return Findings.reason("mail.templates: " + folder
                        + " holds none of the files that it can replace, like " + known.getFirst());
            }
            return new Findings(List.of(), List.of(), own.stream()
                    .filter(name -> name.endsWith(".mail") && !known.contains(name))
                    .flatMap(name -> Stream.of("mail.templates: " + name + " replaces nothing"
                            + NearMiss.of(name, known).map(near -> "; did you mean " + near + "?").orElse("")))
                    .toList());
        } catch (IOException | UncheckedIOException unreadable) {
            return Findings.reason("mail.templates: " + folder + " cannot be read by this user");
        }
    }
}
