package nl.rijkscloud.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds every page in every state to WCAG 2.2 AA as far as a program can check it: with axe, and with checks that axe
 * lacks.
 */
@BrowserTest
class AccessibilityIT {
    private static final int DESKTOP = 1280;
    /** A phone, or a desktop at 400 % (WCAG 1.4.10). */
    private static final int NARROW = 320;
    private static final String TOO_WIDE =
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";
    /** Controls that stand by themselves; a link within a sentence may be as high as its line (WCAG 2.5.8). */
    private static final String TOO_SMALL = """
            () => [...document.querySelectorAll('button, input, textarea, select, summary, a.utrecht-button, nav a, \
            .rc-brand, .rc-choice')]
              .filter((control) => control.checkVisibility() && !control.matches('.rc-hidden, .rc-choice *'))
              .map((control) => [control, control.getBoundingClientRect()])
              .filter(([, box]) => box.height < 44 || box.width < 44)
              .map(([control, box]) => `${control.outerHTML.slice(0, 120)} is ${box.width} x ${box.height}`)""";

    /** Sums how far things moved by themselves since the page was opened (Cumulative Layout Shift), once per page. */
    private static final String MOVED = """
            () => new Promise((tell) => {
              if (window.measured) {
                tell(0);
              }
              window.measured = true;
              let sum = 0;
              new PerformanceObserver((list) => list.getEntries().filter((shift) => !shift.hadRecentInput)
                .forEach((shift) => { sum += shift.value; })).observe({type: 'layout-shift', buffered: true});
              setTimeout(() => tell(sum), 50);
            })""";
    private static final double MOST_MOVED = 0.1;

    @TempDir
    Path device;

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void everyPageIsAccessibleInEveryState(String language, Visitors visitors) {
        var findings = new ArrayList<String>();
        new Tour(visitors, language, device, (stop, page) -> look(stop, page, language, findings)).walk();
        assertThat(findings).isEmpty();
    }

    /** Each language checks half of the pairs: together they check all. */
    private static void look(String stop, Page page, String language, List<String> findings) {
        var dutch = language.equals("nl");
        var moved = ((Number) page.evaluate(MOVED)).doubleValue();
        if (moved > MOST_MOVED) {
            findings.add("%s: moved by itself by %.3f at %s".formatted(stop, moved, page.viewportSize().width));
        }
        for (var width : List.of(DESKTOP, NARROW)) {
            var scheme = dutch == (width == NARROW) ? ColorScheme.DARK : ColorScheme.LIGHT;
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            page.setViewportSize(width, 740);
            new AxeBuilder(page).setLegacyMode(true).analyze().getViolations().forEach(violation -> violation.getNodes()
                    .forEach(node -> findings.add("%s, %s, %d px: %s, %s"
                            .formatted(stop, scheme, width, violation.getId(), node.getHtml()))));
        }
        var over = (int) page.evaluate(TOO_WIDE);
        if (over > 0) {
            findings.add(stop + ": at " + NARROW + " px it scrolls sideways by " + over);
        }
        ((List<?>) page.evaluate(TOO_SMALL)).forEach(control -> findings.add(stop + ": " + control));
    }
}
