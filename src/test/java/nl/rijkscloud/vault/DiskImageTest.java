package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import nl.rijkscloud.blob.Intruder;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.EmbeddedDatabase;
import nl.rijkscloud.period.PeriodKeyFiles;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thief with the image of the database's disk, the documents and the master key. PostgreSQL's log and its pages still
 * hold every deleted message and pending slot: the test records them while they exist, and finds them in the image
 * after delivery.
 */
final class DiskImageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Blocks claims, so that waiting messages can be recorded. */
    private static final String HOLD = """
            create or replace function hold_letters() returns trigger language plpgsql as $$ begin return null; end $$;
            create trigger hold_letters before update on outbox
                for each row when (new.attempts > old.attempts) execute function hold_letters()""";
    private static final String RELEASE = "drop trigger hold_letters on outbox";

    @TempDir
    private static Path folder;

    private static byte[] master;
    private static byte[] period;
    private static Loot afterwards;
    private static List<Loot.Sealed> found;

    @BeforeAll
    static void sendATransferAndCopyTheDisk() throws Exception {
        var files = folder.resolve("postgres");
        var seen = new ArrayList<Loot.Sealed>();
        try (var server = EmbeddedDatabase.keeping(files)) {
            var database = server.config(EmbeddedDatabase.NAME, 10);
            try (var demo = DemoPortal.start(DemoOptions.in(folder).on(database))) {
                var blobs = demo.config().storage().folder();
                master = Base64.getDecoder().decode(Files.readString(demo.config().masterKey()).strip());
                period = PeriodKeyFiles.only(demo.config().storage().keys());
                TestDatabase.sql(database, HOLD);
                var sender = SenderJourney.before(demo);
                sender.fillIn("nl");
                seen.addAll(serverSide(Loot.take(database, blobs)));
                TestDatabase.sql(database, RELEASE);

                sender.open(sender.uploadLink());
                sender.add("geheim.txt", "Dit mag niemand lezen. ".repeat(100).getBytes(StandardCharsets.UTF_8));
                until(database, "select count(*) from document where state = 'accepted'", "1");
                seen.addAll(serverSide(Loot.take(database, blobs)));

                TestDatabase.sql(database, HOLD);
                sender.submit();
                seen.addAll(serverSide(Loot.take(database, blobs)));
                TestDatabase.sql(database, RELEASE);
                sender.downloadLink();
                sender.reportLink();
                until(database, "select count(*) from outbox where payload is not null", "0");
                TestDatabase.sql(database, "checkpoint");
                afterwards = Loot.take(database, blobs);
                found = inFiles(files, seen);
            }
        }
    }

    /** Without this the next test could be blind. */
    @Test
    void imageStillHoldsEveryDeletedMessageAndPendingSlot() throws Exception {
        assertThat(found).extracting(Loot.Sealed::name).contains("slot.pending", "outbox.payload")
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(Intruder.opens(afterwards.with(found), scratch(), master, period))
                .contains("slot.pending", "outbox.payload", "slot.download", "transfer.manifest", "blob");
    }

    @Test
    void diskImageAndMasterKeyOpenNothingWipedOrDelivered() throws Exception {
        assertThat(Intruder.opens(afterwards.with(found), scratch(), master))
                .containsExactly("purpose_key", "transfer.share");
    }

    @Test
    void diskImageAndPeriodKeyOpenNothing() throws Exception {
        assertThat(Intruder.opens(afterwards.with(found), scratch(), period)).isEmpty();
    }

    /** The sealed bytes that the server can open by itself. */
    private static List<Loot.Sealed> serverSide(Loot loot) {
        assertThat(loot.sealed()).isNotEmpty();
        return loot.sealed().stream().filter(item -> List.of("slot.pending", "outbox.payload").contains(item.name()))
                .toList();
    }

    /** The ones that occur in any file of the database, its log included. */
    private static List<Loot.Sealed> inFiles(Path data, List<Loot.Sealed> wanted) throws IOException {
        var contents = new ArrayList<String>();
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return wanted.stream()
                .filter(item -> contents.stream()
                        .anyMatch(content -> content.contains(new String(item.bytes(), StandardCharsets.ISO_8859_1))))
                .toList();
    }

    private static Path scratch() throws IOException {
        return Files.createTempDirectory(folder, "intruder");
    }

    private static void until(Config.Database database, String query, String value) {
        await().atMost(PATIENCE).until(() -> TestDatabase.value(database, query).filter(value::equals).isPresent());
    }
}
