package nl.rijkscloud.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators can build on the metrics: every series is there from the start, with a help text and bounded labels. */
class MetricsTest {
    private static final Pattern NAME = Pattern.compile("(?m)^([a-z_]+)[{ ]");
    private static final Pattern USED = Pattern.compile("\\b(?:rijkscloud|vertx|jvm|process)_[a-z0-9_]+");
    private static final Pattern REACHED = Pattern.compile(
            "(?:\\bhit|new Limit|from\\(source, |\\bclose|hasRoom)\\(?\\s*\"([a-z]+(?:-[a-z]+)*)\"");

    @TempDir
    static Path folder;

    private static DemoPortal portal;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void everySeriesIsThereFromTheStart() throws Exception {
        assertThat(names(scrape())).contains(
                "rijkscloud_document_bytes_total", "rijkscloud_uploads_running", "rijkscloud_uploads_held",
                "rijkscloud_uploads_total", "rijkscloud_checks_waiting", "rijkscloud_checks_held",
                "rijkscloud_queue_age_seconds",
                "rijkscloud_codes_braked_total", "rijkscloud_links_refused_total", "rijkscloud_limits_total",
                "rijkscloud_sweep_parts", "rijkscloud_sweep_ended_timestamp_seconds", "rijkscloud_overdue",
                "rijkscloud_storage_free_bytes", "rijkscloud_certificate_left_seconds", "rijkscloud_build_info",
                "rijkscloud_scrub_damaged", "rijkscloud_scrub_ended_timestamp_seconds", "rijkscloud_scrub_bytes_total",
                "rijkscloud_shares_old",
                "rijkscloud_sms_total", "rijkscloud_outbox", "rijkscloud_documents_kinds_total",
                "vertx_pool_queue_pending");
        assertThat(scrape()).contains("rijkscloud_uploads_total{outcome=\"storage-full\"} 0.0",
                "rijkscloud_limits_total{limit=\"connections\"} 0.0",
                "rijkscloud_document_bytes_total{direction=\"in\"}",
                "rijkscloud_document_bytes_total{direction=\"out\"}");
        assertThat(scrape()).contains("cache=\"rijkscloud.grants\"", "cache=\"rijkscloud.items\"",
                "cache=\"rijkscloud.downloads\"");
    }

    @Test
    void everyMetricOfOursHasAHelpText() throws Exception {
        var text = scrape();
        var helped = Pattern.compile("(?m)^# HELP ([a-z_]+) \\S").matcher(text).results()
                .map(found -> found.group(1)).collect(toSet());

        assertThat(names(text)).filteredOn(name -> name.startsWith("rijkscloud_")).isNotEmpty().isSubsetOf(helped);
    }

    @Test
    void bytesAndEndsOfUploadsAreCountedAndPercentilesCanBeAsked() throws Exception {
        var before = value("rijkscloud_document_bytes_total{direction=\"in\"}");
        var journey = SenderJourney.begin(portal);
        journey.add("letter.txt", "Hello".getBytes(UTF_8));

        Awaitility.await().untilAsserted(() -> {
            assertThat(value("rijkscloud_document_bytes_total{direction=\"in\"}")).isEqualTo(before + 5);
            assertThat(value("rijkscloud_uploads_total{outcome=\"saved\"}")).isPositive();
            assertThat(scrape()).containsPattern(
                    "vertx_http_server_response_time_seconds_bucket\\{[^}]*le=\"2\\.5\"");
        });
    }

    @Test
    void everyLimitHasASeriesBeforeItIsReached() throws Exception {
        var text = scrape();
        try (var files = Files.walk(Path.of("src/main/java/nl/rijkscloud"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                assertThat(REACHED.matcher(Files.readString(file)).results().map(found -> found.group(1)))
                        .as(file.toString())
                        .allMatch(limit -> text.contains("rijkscloud_limits_total{limit=\"" + limit + "\"}"));
            }
        }
    }

    @Test
    void everyMetricThatRulesAndDashboardAndManualNameExists() throws Exception {
        var known = new TreeSet<>(names(scrape()));
        known.add("jvm_gc_pause_seconds_max"); // it appears with the first collection
        for (var file : List.of("docs/operations.md", "deploy/prometheus/alerts.yaml",
                "deploy/grafana/rijkscloud.json")) {
            var used = new TreeSet<String>();
            USED.matcher(Files.readString(Path.of(file))).results().forEach(found -> used.add(found.group()));
            assertThat(used).as(file).isNotEmpty().isSubsetOf(known);
        }
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(found -> found.group(1)).collect(toSet());
    }

    private static double value(String series) throws IOException, InterruptedException {
        return scrape().lines().filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1))).findFirst().orElseThrow();
    }

    private static String scrape() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + portal.config().management().port() + "/metrics");
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
        }
    }
}
