package nl.rijkscloud.portal;

import java.util.List;
import java.util.concurrent.Callable;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.DatabaseFailure;
import nl.rijkscloud.db.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code migrate}: brings the tables up to date, as {@code serve} does when it starts, and ends. No other command
 * changes them.
 */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Makes or changes the tables of the database for this version, and exits: 0 they are up to date, "
        + "2 the configuration or the database has a fault.")
final class Migrate implements Callable<Integer> {
    @Mixin
    private ConfigOption config;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        return config.load().map(this::migrate).orElse(Main.REFUSED);
    }

    private int migrate(Config loaded) {
        try {
            Schema.migrate(loaded.database());
            command.commandLine().getOut().println("the tables are up to date");
            return 0;
        } catch (RuntimeException failure) {
            var trouble = DatabaseFailure.of(failure, loaded.database());
            config.refuse(List.of("database: " + trouble.map(DatabaseFailure::sentence)
                    .orElse("the change failed, " + failure.getMessage())));
            return trouble.isPresent() ? Main.REFUSED : Main.FAULT;
        }
    }
}
