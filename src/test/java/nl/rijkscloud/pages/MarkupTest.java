package nl.rijkscloud.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.testing.Folders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs the checkers of HTML and CSS that npm brings (webroot/package.json). They see the pages as the server sends
 * them, written to target/pages: the templates themselves are not HTML.
 */
class MarkupTest {
    private static final Path PAGES = Path.of("target/pages");
    private static final Path PACKAGES = Path.of("target/npm/node_modules");
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin/java").toString();

    /** Every page in every language, and once more for organisations whose staff sign in with an identity provider. */
    @BeforeAll
    static void writePages() throws IOException {
        if (Files.exists(PAGES)) {
            Folders.delete(PAGES);
        }
        for (boolean oidc : List.of(false, true)) {
            SiteFixture fixture = SiteFixture.make(oidc, Optional.of("0a-1b").filter(key -> oidc));
            for (Language language : Language.values()) {
                Path folder = PAGES.resolve(language.code() + (oidc ? "-oidc" : ""));
                Files.createDirectories(folder);
                for (String name : Pages.NAMES) {
                    Files.write(
                            folder.resolve(name + ".html"), fixture.pages().page(name, language).plain().getBytes());
                }
            }
        }
    }

    @Test
    void htmlValidateFindsNothing() throws Exception {
        assertThat(findings(packaged("html-validate"), "--config", "webroot/.htmlvalidate.mjs", "--formatter", "text",
                PAGES.toString())).isEmpty();
    }

    @Test
    void nuHtmlCheckerFindsNothing() throws Exception {
        assertThat(findings(JAVA, "-Xss4m", "-jar", PACKAGES.resolve("vnu-jar/build/dist/vnu.jar").toString(),
                "--skip-non-html", PAGES.toString())).isEmpty();
    }

    @Test
    void stylelintFindsNothing() throws Exception {
        assertThat(findings(packaged("stylelint"), "--config", "webroot/.stylelintrc.mjs", "--config-basedir",
                PACKAGES.getParent().toString(), "--formatter", "unix", "webroot/css/*.css")).isEmpty();
    }

    private static String packaged(String tool) {
        return PACKAGES.resolve(".bin").resolve(tool).toString();
    }

    /** The lines that a tool writes, and its exit code where it is not 0. */
    private static List<String> findings(String... command) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("NO_COLOR", "1");
        var tool = builder.start();
        var lines = new ArrayList<String>();
        try (var reader = tool.inputReader()) {
            reader.lines().filter(line -> !line.isBlank()).forEach(lines::add);
        }
        int code = tool.waitFor();
        if (code != 0) {
            lines.add(Arrays.toString(command) + " ended with " + code);
        }
        return lines;
    }
}
