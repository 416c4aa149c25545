package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ConfigFile;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.pages.WebPages;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.testing.TestPurposeKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds docs/api/openapi.yaml to the code, in both directions. */
final class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "head", "post", "patch", "delete", "options", "put");
    private static final Pattern FAILURE =
            Pattern.compile("Failure\\s*\\.of\\(\\s*(?:Failure\\.)?Kind\\.\\w+,\\s*\"([a-z-]+)\"");

    /** Problems that only the command line reports: no route registers staff. */
    private static final Set<String> NO_ROUTE = Set.of("StaffRegister.java", "PasswordRule.java");

    private final Map<?, ?> document = (Map<?, ?>) new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
            .loadFromString(text("/api/openapi.yaml"));

    @TempDir
    Path folder;

    @Test
    void everyRouteIsDescribedAndNothingElseIs() throws Exception {
        assertThat(described()).isEqualTo(registered());
    }

    @Test
    void everyProblemThatARouteCanAnswerIsListedAndNoOther() throws IOException {
        assertThat(listedCodes()).isEqualTo(thrownCodes());
    }

    @Test
    void everyListedProblemIsExplained() {
        var text = text("/api/openapi.yaml");

        assertThat(listedCodes()).allSatisfy(code -> assertThat(text).contains("`" + code + "`"));
    }

    @Test
    void everyReferenceResolves() {
        var references = new ArrayList<String>();
        collect(document, references);

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(target(reference)).isNotNull());
    }

    /** "POST /api/submissions", as the document has them. */
    private Set<String> described() {
        var operations = new TreeSet<String>();
        map(document, "paths").forEach((path, item) -> ((Map<?, ?>) item).keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> operations.add(method.toString().toUpperCase() + " " + path)));
        return operations;
    }

    /**
     * The same list from the router, which connects to no database for it. SMS reports have a route, because the
     * configuration has a secret for them. Routes for all methods are guards, except tus, which answers OPTIONS in its
     * own.
     */
    private Set<String> registered() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var config = config();
            var platform = Platform.of(
                    vertx, config, TestPurposeKeys.sample(), Database.open(vertx, config.database()),
                    InstantSource.system(), new SimpleMeterRegistry());
            var pages = WebPages.load(config, Instant.EPOCH);
            var router = new Routes(new Rooms(platform, () -> null), pages).router(vertx);
            return router.getRoutes().stream()
                    .filter(route -> route.getName() != null && route.getName().startsWith("/api/"))
                    .flatMap(OpenApiTest::operations)
                    .collect(Collectors.toCollection(TreeSet::new));
        } finally {
            vertx.close().await();
        }
    }

    private static Stream<String> operations(Route route) {
        var path = route.getName().replaceAll(":(\\w+)", "{$1}");
        var methods = route.methods() != null ? route.methods()
                : path.startsWith(TransferJson.UPLOADS) ? Set.of(HttpMethod.OPTIONS) : Set.<HttpMethod>of();
        return methods.stream().map(method -> method.name() + " " + path);
    }

    private Set<String> listedCodes() {
        var codes = (List<?>) map(document, "components", "schemas", "ProblemCode").get("enum");
        return codes.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> thrownCodes() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !NO_ROUTE.contains(file.getFileName().toString()))
                    .filter(file -> !file.toString().contains("/cli/"))
                    .toList();
            var codes = new TreeSet<String>();
            for (var source : sources) {
                FAILURE.matcher(Files.readString(source)).results().forEach(found -> codes.add(found.group(1)));
            }
            codes.addAll(List.of("not-found", "storage-full")); // Failure itself makes these, without naming a class
            return codes;
        }
    }

    private static void collect(Object node, List<String> references) {
        switch (node) {
            case Map<?, ?> map -> map.forEach((key, value) -> {
                if (key.equals("$ref")) {
                    references.add(value.toString());
                }
                collect(value, references);
            });
            case List<?> list -> list.forEach(item -> collect(item, references));
            case null, default -> { }
        }
    }

    private Object target(String reference) {
        Object node = document;
        for (var step : reference.substring("#/".length()).split("/")) {
            node = node instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return node;
    }

    private static Map<?, ?> map(Map<?, ?> from, String... path) {
        for (var step : path) {
            from = (Map<?, ?>) from.get(step);
        }
        return from;
    }

    private Config config() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "a secret of some length").toString();
        var shipped = Files.readString(Path.of("conf/rijkscloud.yaml"));
        var own = Files.writeString(
                folder.resolve("rijkscloud.yaml"), shipped.replace("/var/lib/rijkscloud", folder.toString()));
        return ConfigFile.load(own, Map.of(
                "RIJKSCLOUD_DATABASE_PASSWORD_FILE", secret, "RIJKSCLOUD_SMS_CALLBACK_SECRET_FILE", secret));
    }

    private static String text(String resource) {
        try (var stream = OpenApiTest.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
