package nl.rijkscloud.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoPortal;

/** A person with a browser, who finds controls as people and screen readers do: by their names. */
record Visitor(Page page, DemoPortal portal) {
    /** @param address a path of the portal, or a whole mailed link */
    Visitor open(String address) {
        page.navigate(address);
        return this;
    }

    /** Another tab of the same person. */
    Visitor inAnotherTab() {
        return new Visitor(page.context().newPage(), portal);
    }

    Visitor press(String button) {
        button(button).click();
        return this;
    }

    Visitor follow(String link) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(link).setExact(true)).click();
        return this;
    }

    /** Opens everything that stands behind a disclosure. */
    Visitor unfold() {
        page.locator("details").evaluateAll("all => all.forEach((one) => { one.open = true; })");
        return this;
    }

    Visitor fill(String label, String value) {
        field(label).fill(value);
        return this;
    }

    /** Waits for it. */
    Visitor sees(String text) {
        PlaywrightAssertions.assertThat(page.getByText(text).filter(visible()).first()).isVisible();
        return this;
    }

    /** Waits for records that the portal writes just after it has responded. */
    Visitor reloadsUntilItSees(String text) {
        page.waitForCondition(() -> {
            page.reload();
            page.locator("[data-state]:visible:not([data-state=opening])").waitFor();
            return page.getByText(text).filter(visible()).count() > 0;
        });
        return this;
    }

    Visitor doesNotSee(String text) {
        PlaywrightAssertions.assertThat(page.getByText(text).filter(visible())).hasCount(0);
        return this;
    }

    /** Waits until the shown page or state has this heading. */
    Visitor isAt(String heading) {
        PlaywrightAssertions.assertThat(heading(heading)).isVisible();
        return this;
    }

    Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(text).setExact(true));
    }

    /** Finds it by the start of its name: the rest says which document it is for. */
    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON,
                new GetByRoleOptions().setName(Pattern.compile("^" + name.replaceAll("[()]", "\\\\$0") + "(\\s|$)")));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).filter(visible());
    }

    private static Locator.FilterOptions visible() {
        return new Locator.FilterOptions().setVisible(true);
    }
}
