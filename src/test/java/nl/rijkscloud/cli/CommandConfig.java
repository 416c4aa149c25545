package nl.rijkscloud.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.rijkscloud.config.Config;

/** The smallest configuration for a command, in a folder of the test. */
final class CommandConfig {
    private static final String MASTER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private CommandConfig() {}

    /** Writes a master key and {@code rijkscloud.yaml} for this database, and returns the latter. */
    static Path write(Path folder, Config.Database database) throws IOException {
        Files.writeString(folder.resolve("master.key"), MASTER_KEY);
        return Files.writeString(folder.resolve("rijkscloud.yaml"), """
                organisation:
                  name: IGJ
                  fullName: Inspectie
                  phone: 088-120 5000
                  phoneHours: binnen kantooruren
                  domains: [igj.nl]
                  contactName: Meldpunt
                  contactEmail: Meldpunt@igj.nl
                  securityContact: mailto:security@igj.nl
                server:
                  publicUrl: https://igj.rijkscloud.nl
                database:
                  uri: %s
                  user: %s
                  password: "%s"
                masterKey: master.key
                storage:
                  folder: blobs
                mail:
                  host: smtp.igj.nl
                sms:
                  url: https://sms.example.nl/messages
                """.formatted(database.uri(), database.user(), database.password().reveal()));
    }
}
