package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged bytes were synced before: checked in the order of system calls, by strace. */
@Tag("soak")
final class SyncOrderIT {
    private static final String CALLS = "trace=pwrite64,pwritev,pwritev2,fsync,fdatasync,write,writev,sendto,sendmsg";
    private static final Pattern LINE = Pattern.compile("(\\d+) +(?:<\\.\\.\\. )?(\\w+)(.*)");
    private static final Pattern FILE = Pattern.compile("\\(\\d+<([^>]*)>");

    @TempDir
    private Path folder;

    private record Step(String call, String what) {}

    @Test
    void fileAndItsFolderAreSyncedBeforeTheResponse() throws Exception {
        var trace = folder.resolve("trace");
        try (var portal = startTraced(trace)) {
            var sender = SenderJourney.begin(portal);
            var content = Sample.text(300_000, 1);
            var upload = TusUpload.create(sender.browser(), "brief.txt", content.length);
            assertThat(upload.append(0, content).statusCode()).isEqualTo(204);

            var steps = stepsUntil(trace, "HTTP/1.1 204");
            var created = first(steps, "", "HTTP/1.1 201");
            var acknowledged = first(steps, "", "HTTP/1.1 204");

            assertThat(steps.subList(0, created)).as("its name, before 201").anyMatch(isSyncOfFolder(upload));
            assertIsSyncedAfterItsLastWrite(steps.subList(0, acknowledged), upload);
        }
    }

    @Test
    void documentThatCameWithItsCreationIsSyncedBeforeTheResponse() throws Exception {
        var trace = folder.resolve("trace");
        try (var portal = startTraced(trace)) {
            var sender = SenderJourney.begin(portal);
            var content = Sample.text(300_000, 1);
            var answer = TusUpload.announce(sender.browser(), content.length, "brief.txt", content);
            assertThat(answer.headers().firstValue("Upload-Offset")).contains("300000");
            var upload = TusUpload.of(sender.browser(), answer);

            var steps = stepsUntil(trace, "HTTP/1.1 201");
            var before = steps.subList(0, first(steps, "", "HTTP/1.1 201"));

            assertThat(before).as("its name").anyMatch(isSyncOfFolder(upload));
            assertIsSyncedAfterItsLastWrite(before, upload);
        }
    }

    private PortalProcess startTraced(Path trace) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")),
                "strace is missing: apt-get install strace");
        var strace = List.of("strace", "-D", "-f", "-y", "-qq", "-s", "16", "--seccomp-bpf", "-e", CALLS, "-o",
                trace.toString());
        return PortalProcess.startBehind(strace, folder, new JsonObject());
    }

    private static List<Step> stepsUntil(Path trace, String response) throws Exception {
        Awaitility.await("traced").atMost(PortalProcess.PATIENCE)
                .until(() -> steps(trace).stream().anyMatch(step -> step.what.contains(response)));
        return steps(trace);
    }

    private static void assertIsSyncedAfterItsLastWrite(List<Step> steps, TusUpload upload) {
        var written = last(steps, "pwrite", upload.id());
        assertThat(written).as("written before the response").isNotNegative();
        assertThat(last(steps, "synced", upload.id())).as("and synced after that").isGreaterThan(written);
    }

    private static Predicate<Step> isSyncOfFolder(TusUpload upload) {
        return step -> step.call.equals("synced") && step.what.endsWith("/blobs/" + upload.id().substring(0, 2));
    }

    private static int first(List<Step> steps, String call, String what) {
        return indexes(steps, call, what).getFirst();
    }

    private static int last(List<Step> steps, String call, String what) {
        var found = indexes(steps, call, what);
        return found.isEmpty() ? -1 : found.getLast();
    }

    private static List<Integer> indexes(List<Step> steps, String call, String what) {
        var found = new ArrayList<Integer>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).call.startsWith(call) && steps.get(i).what.contains(what)) {
                found.add(i);
            }
        }
        return found;
    }

    /** In the order in which the calls began; a sync, as {@code synced}, where it ended. */
    private static List<Step> steps(Path trace) throws Exception {
        var syncing = new HashMap<String, String>();
        var steps = new ArrayList<Step>();
        for (var line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            var call = LINE.matcher(line);
            if (!call.matches()) {
                continue;
            }
            var isSync = call.group(2).endsWith("sync");
            var file = FILE.matcher(call.group(3));
            if (!isSync) {
                steps.add(new Step(call.group(2), call.group(3)));
            } else if (line.contains("<unfinished")) {
                syncing.put(call.group(1), file.find() ? file.group(1) : "");
            } else if (line.endsWith("= 0")) {
                steps.add(new Step("synced", file.find() ? file.group(1) : syncing.getOrDefault(call.group(1), "")));
            }
        }
        return steps;
    }
}
