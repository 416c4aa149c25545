package nl.rijkscloud.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.NearMiss;
import nl.rijkscloud.mail.MailTemplates;

/**
 * The organisation's own mail texts are whole, and each replaces one of ours: a misspelt file name would be passed over
 * in silence.
 */
final class MailTextsCheck {
    private MailTextsCheck() {}

    static Findings run(Config config) {
        try {
            MailTemplates.load(config.organisation(), config.server(), config.mail());
        } catch (IllegalArgumentException wrong) {
            return new Findings(wrong.getMessage().lines().map(line -> "mail.templates: " + line).toList(), List.of(),
                    List.of());
        } catch (UncheckedIOException unreadable) {
            return Findings.reason("mail.templates: a file in " + config.mail().templates().map(Path::toString)
                    .orElse("the jar")
                    + " cannot be read by this user as UTF-8 text");
        }
        return config.mail().templates().map(MailTextsCheck::passedOver).orElse(Findings.NOTHING);
    }

    private static Findings passedOver(Path folder) {
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
