package nl.rijkscloud.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The whole portal on one machine, to try it out: {@code mvn -Pdemo}. It sends no message, and keeps its data only in
 * the folder of {@code --database}.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Rijkscloud on this machine, with a mailbox that shows what it sends.")
final class Demo implements Runnable {
    /** One visitor, or one load test, plays everybody here: limits per source or address would be in the way. */
    private static final JsonObject ROOMY = new JsonObject()
            .put(
                    "limits",
                    new JsonObject()
                            .put("mailsPerAddressPerHour", 100_000)
                            .put("mailsPerAddressPerDay", 100_000)
                            .put("submissionsPerSourcePerHour", 100_000)
                            .put("submissionsPerHour", 100_000)
                            .put("signInsPerAccountPerHour", 10_000)
                            .put("signInsPerSourcePerHour", 10_000)
                            .put("codesPerPhonePerHour", 10_000)
                            .put("codesPerNumberPerDay", 10_000)
                            .put("codesPerHour", 100_000)
                            .put("linksPerSourcePerMinute", 100_000)
                            .put("requestsPerStaffPerHour", 100_000))
            .put(
                    "server",
                    new JsonObject().put(
                            "connections",
                            new JsonObject()
                                    .put("perSource", 10_000)
                                    .put("uploadsPerTransfer", 10_000)
                                    .put("uploadsPerSource", 10_000)))
            .put("documents", new JsonObject().put("maxConcurrentUploads", 10_000));

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "port on localhost; 0 takes a free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--blobs", defaultValue = "target/demo/blobs", description = "folder for the encrypted documents")
    private Path blobs;

    @Option(names = "--database", description = "folder in which database and master key are kept for a next time")
    private Path database;

    private Demo() {}

    static void main(String[] arguments) {
        var exit = new CommandLine(new Demo()).execute(arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    @Override
    public void run() {
        var folder = Optional.ofNullable(database).orElse(Path.of("target", "demo"));
        try {
            var portal =
                    DemoPortal.start(new DemoOptions(port, folder, blobs, database != null, Optional.empty(), ROOMY));
            Runtime.getRuntime().addShutdownHook(new Thread(portal::close));
            System.out.println(banner(portal));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String banner(DemoPortal portal) {
        var text = new StringBuilder("""

            Rijkscloud, demo on this machine only. Stop with Ctrl-C.

              Portal             %1$s/
              Mail and SMS       %1$s/demo/
              the same as JSON   %1$s/demo/api/messages

              Staff, for opening what was sent to them, or at %1$s/inspectie:
            """.formatted(portal.baseUrl()));
        DemoStaff.ALL.forEach(staff -> text.append("    %-16s %-24s %-13s %s%n"
                .formatted(
                        staff.email(),
                        staff.password(),
                        staff.role().code(),
                        staff.inMeldpunt() ? "(also reads for Meldpunt@igj.nl)" : "")));
        return text.toString();
    }
}
