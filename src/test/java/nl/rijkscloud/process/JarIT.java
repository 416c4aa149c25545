package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import nl.rijkscloud.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contents of the production jar, and its command for the day on which there is no portal. */
final class JarIT {
    /** Libraries whose packages only tests and the demo use. */
    private static final List<String> STRANGERS = List.of(
            "io/zonky/", "postgres-linux", "com/icegreen/", "org/testcontainers/", "org/junit/", "org/assertj/",
            "org/awaitility/",
            "com/microsoft/playwright/", "com/deque/", "io/tus/", "com/tngtech/", "io/vertx/junit5/",
            "logback-test.xml");
    private static final Path CLASSES = Path.of("target", "classes");
    private static final byte[] PLAIN = Sample.text(1_000_003, 5);

    @TempDir
    private Path folder;

    @Test
    void jarHasNoDemoNoTestsAndNoLibrariesOfTheirs() throws Exception {
        try (var jar = new JarFile(Jar.PATH.toFile()); var classes = Files.walk(CLASSES.resolve("nl/rijkscloud"))) {
            var names = jar.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")).toList();

            assertThat(names).noneMatch(name -> STRANGERS.stream().anyMatch(name::contains));
            assertThat(names).noneMatch(name -> name.startsWith("webroot/.") || name.contains("node_modules/")
                    || name.endsWith(".d.ts"));
            assertThat(names).noneMatch(name -> name.startsWith("nl/rijkscloud/demo/") || name.startsWith("demo/"));
            assertThat(names.stream().filter(name -> name.startsWith("nl/rijkscloud/")))
                    .containsExactlyInAnyOrderElementsOf(classes.filter(Files::isRegularFile)
                            .map(file -> CLASSES.relativize(file).toString()).toList());
            assertThat(names).contains("rijkscloud.yaml", "logback.xml", "mail/nl/notification.mail",
                    "webroot/text/nl.json", "api/openapi.yaml", "webroot/img/favicon.ico",
                    "webroot/img/apple-touch-icon.png");
        }
    }

    @Test
    void tellsTheVersionInItsName() throws Exception {
        var said = Jar.run("--version");

        assertThat(said.code()).as(said.err()).isZero();
        var version = Jar.PATH.getFileName().toString().replaceFirst("^rijkscloud-(.+)\\.jar$", "$1");
        assertThat(new String(said.out(), StandardCharsets.UTF_8)).startsWith("rijkscloud " + version + " (")
                .endsWith(")\n");
    }

    /** Most of the domain library's data is left out of the jar; the needed data must be in it. */
    @Test
    void internationalDomainsWorkInTheJar() throws Exception {
        try (var loader =
                new URLClassLoader(new URL[] {Jar.PATH.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            var reader = loader.loadClass("nl.rijkscloud.typed.EmailAddress").getMethod("read", String.class);

            assertThat(reader.invoke(null, "x@straße.example")).hasToString("Good[value=x@xn--strae-oqa.example]");
            assertThat(reader.invoke(null, "x@βόλος.example").toString()).startsWith("Good[value=x@xn--");
            assertThat(reader.invoke(null, "x@a\u200db.example").toString()).startsWith("Unfit[fault=HOST");
        }
    }

    @Test
    void sealsAndOpensThroughPipesAndRefusesChangedBytes() throws Exception {
        var options = options();
        var sealed = Jar.run(PLAIN, arguments("seal", options));
        assertThat(sealed.code()).as(sealed.err()).isZero();
        assertThat(new String(sealed.out(), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(PLAIN, 0, 40, StandardCharsets.US_ASCII));

        var opened = Jar.run(sealed.out(), arguments("open", options));
        assertThat(opened.code()).as(opened.err()).isZero();
        assertThat(opened.out()).isEqualTo(PLAIN);

        var touched = sealed.out().clone();
        touched[touched.length / 2] ^= 1;
        var refused = Jar.run(touched, arguments("open", options));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).startsWith("floe: refused: ");
        assertThat(refused.out()).isEqualTo(Arrays.copyOf(PLAIN, refused.out().length))
                .hasSizeLessThan(PLAIN.length / 2);

        var unauthenticated = Jar.run(sealed.out(), arguments("open", options.subList(0, options.size() - 2)));
        assertThat(unauthenticated.code()).isEqualTo(1);
        assertThat(unauthenticated.out()).isEmpty();
    }

    private List<String> options() throws IOException {
        var key = new byte[32];
        Arrays.fill(key, (byte) 7);
        var file = Files.writeString(folder.resolve("document.key"), HexFormat.of().formatHex(key));
        return List.of("--key-file", file.toString(), "--segment-length", "4096", "--rotation-mask", "4", "--aad-hex",
                "00ff10");
    }

    private static String[] arguments(String command, List<String> options) {
        return Stream.concat(Stream.of("floe", command), options.stream()).toArray(String[]::new);
    }
}
