package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The stops of the {@link Tour} for somebody who needs help. */
record HelpTour(Page page, BiConsumer<String, Page> look) {
    void walk() {
        page.navigate("/hulp");
        look.accept("hulp", page);
        page.locator("#vraag").fill("code");
        assertThat(page.locator("[data-question]:not([hidden])")).not().hasCount(0);
        page.locator("[data-question]:not([hidden]) summary").first().click();
        look.accept("hulp-gezocht", page);
        page.locator("#vraag").fill("xyzzy");
        assertThat(page.locator("#niets")).isVisible();
        look.accept("hulp-niets", page);
        page.navigate("/handleiding");
        look.accept("handleiding", page);
        page.navigate("/test");
        look.accept("test", page);
        page.locator("#begin").click();
        assertThat(page.locator("#code")).hasText(Pattern.compile("T[0-9A-Z]{3}-[0-9A-Z]"));
        look.accept("test-uitkomst", page);
        var code = page.locator("#code").textContent();
        page.locator("main summary").click();
        page.locator("#testcode").fill(code.toLowerCase().replace('-', ' '));
        page.locator("#lees [type=submit]").click();
        assertThat(page.locator("#voor-wie")).isHidden();
        page.locator("#testcode").fill("T000-1");
        page.locator("#lees [type=submit]").click();
        assertThat(page.locator("#testcode-fout")).isVisible();
        look.accept("test-lezen-fout", page);
    }
}
