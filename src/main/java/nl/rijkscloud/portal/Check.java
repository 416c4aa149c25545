package nl.rijkscloud.portal;

import java.util.concurrent.Callable;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.startup.Findings;
import nl.rijkscloud.startup.StartChecks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: says whether {@code serve} would start. Changes nothing, and may run beside a server. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks the configuration and what it names, and exits: 0 all is well, 2 serve would refuse to start, "
                + "or wait.")
final class Check implements Callable<Integer> {
    @Mixin
    private ConfigOption config;

    @Option(names = "--file-only",
            description = "Look only at the configuration file, not at database, folder, key and mail server.")
    private boolean fileOnly;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        return config.load().map(this::check).orElse(Main.REFUSED);
    }

    private int check(Config loaded) {
        var findings = fileOnly ? Findings.NOTHING : StartChecks.run(loaded);
        findings.warnings().forEach(warning -> command.commandLine().getErr().println("Warning: " + warning));
        var missing = Stream.concat(findings.reasons().stream(), findings.waits().stream()).toList();
        if (!missing.isEmpty()) {
            config.refuse(missing);
            return Main.REFUSED;
        }
        var out = command.commandLine().getOut();
        if (!fileOnly && loaded.sms().provider().check().isEmpty()) {
            out.println("Not looked at: whether the SMS provider knows sms.token, for its description has no \"check\" "
                    + "request."
                    + " A wrong one shows itself at the first message.");
        }
        out.println(config.file()
                + (findings.warnings().isEmpty() ? ": all is well" : ": serve would start; see the warnings"));
        return 0;
    }
}
