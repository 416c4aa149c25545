package nl.rijkscloud.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import nl.rijkscloud.config.ConfigException;
import nl.rijkscloud.config.ConfigFile;
import nl.rijkscloud.doctor.Doctor.Visit;
import nl.rijkscloud.doctor.Finding;
import nl.rijkscloud.doctor.FindingsPage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: examines an installation. Changes nothing, and may run beside a server. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Examines everything that the portal needs, with advice. Exits: 0 nothing is red, 3 something "
                + "is.")
final class Doctor implements Callable<Integer> {
    private static final int RED = 3;

    @Spec
    private CommandSpec command;

    @Mixin
    private ConfigOption configuration;

    @Option(names = "--json", description = "Print a list of {check, state: ok|warning|error, detail, advice}.")
    private boolean json;

    @Option(names = "--mail", paramLabel = "ADDRESS", description = "Send a test mail there.")
    private @Nullable String mail;

    @Option(names = "--sms", paramLabel = "NUMBER", description = "Send a test text there.")
    private @Nullable String sms;

    @Option(names = "--dkim", paramLabel = "SELECTOR",
            description = "The selector of the key with which the mail server signs.")
    private @Nullable String dkim;

    @Option(names = "--dns", paramLabel = "SERVER",
            description = "Ask this name server about the sender's domain, as the world does.")
    private @Nullable String dns;

    @Override
    public Integer call() {
        var findings = findings();
        command.commandLine().getOut().println(json ? FindingsPage.json(findings)
                : FindingsPage.text(findings, Doctor::paint));
        return findings.stream().anyMatch(finding -> finding.state() == Finding.State.ERROR) ? RED : 0;
    }

    private List<Finding> findings() {
        var file = configuration.file();
        try {
            var unknown = new ArrayList<Finding>();
            var config = ConfigFile.load(file, System.getenv(), name -> unknown.add(Finding.warning("configuration",
                    name, "Remove it, or correct its name, unless a newer version of the portal reads it.")));
            var seen = nl.rijkscloud.doctor.Doctor.examine(Visit.of(config, Optional.ofNullable(mail),
                    Optional.ofNullable(sms), Optional.ofNullable(dkim), Optional.ofNullable(dns)));
            return Stream.concat(unknown.stream(), seen.stream()).toList();
        } catch (ConfigException wrong) {
            return wrong.mistakes().stream().map(mistake -> Finding.error("configuration", mistake,
                    "Mend " + file + "; nothing else was looked at.")).toList();
        }
    }

    /** Picocli leaves the colours out where the output is no terminal, and where NO_COLOR is set. */
    private static String paint(Finding.State state, String word) {
        var colour = switch (state) {
            case OK -> "green";
            case WARNING -> "yellow";
            case ERROR -> "red";
        };
        return Ansi.AUTO.string("@|bold," + colour + " " + word + "|@");
    }
}
