package nl.rijkscloud.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetsTest {
    private static final SiteFixture FIXTURE = SiteFixture.make();

    @Test
    void organisationsThemeReplacesTheDefaultAndChangesTheVersion(@TempDir Path theme) throws IOException {
        Files.writeString(theme.resolve("theme.css"), ":root { --rc-bar: navy; }");
        Files.writeString(theme.resolve("verstuur.js"), "alert(1)");
        Assets own = Assets.load(FIXTURE.texts(), Optional.of(theme));
        assertThat(own.find("css/theme.css").orElseThrow().plain()).hasToString(":root { --rc-bar: navy; }");
        assertThat(own.find("js/pages/verstuur.js")).isEqualTo(FIXTURE.assets().find("js/pages/verstuur.js"));
        assertThat(own.version()).isNotEqualTo(FIXTURE.assets().version());
    }

    @Test
    void sameFilesHaveTheSameVersion() {
        assertThat(Assets.load(FIXTURE.texts(), Optional.empty()).version()).isEqualTo(FIXTURE.assets().version());
    }

    @Test
    void componentsAndFontComeFromThePackages() {
        assertThat(FIXTURE.assets().find("lib/components.css").orElseThrow().plain().toString())
                .contains(".utrecht-button", ".utrecht-textbox", ".utrecht-alert");
        assertThat(FIXTURE.assets().find("css/theme.css").orElseThrow().plain().toString().lines()
                .filter(line -> line.contains("woff2")).map(line -> line.replaceAll(".*url\\(\"\\.\\./|\"\\).*", "")))
                .isNotEmpty().allSatisfy(font -> assertThat(FIXTURE.assets().find(font)).isPresent());
    }

    /** Scripts put texts on the page as text only, and keep no file names or messages on a shared computer. */
    @Test
    void scriptsNeverMakeMarkupNorUseBrowserStorage() throws IOException {
        try (Stream<Path> scripts = Files.walk(Path.of("webroot/js"))) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                String code = Files.readString(script);
                assertThat(code).as(script.toString()).doesNotContain("innerHTML", "insertAdjacentHTML", "localStorage",
                        "document.write", "eval(");
                assertThat(code.lines().count()).as(script.toString()).isLessThan(150);
            }
        }
    }
}
