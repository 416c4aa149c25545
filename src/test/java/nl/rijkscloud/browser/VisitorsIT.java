package nl.rijkscloud.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route.FulfillOptions;
import org.junit.jupiter.api.Test;

/** The other tests rely on this: every complaint of a browser is noticed. */
@BrowserTest
class VisitorsIT {
    @Test
    void policyViolationIsAComplaint(Visitors visitors) {
        var page = visitors.onADesktop().open("/").page();
        page.evaluate("() => document.body.setAttribute('style', 'color: red')");
        page.evaluate("() => document.body.append(Object.assign(document.createElement('img'), {src: "
                + "'https://voorbeeld.invalid/'}))");

        page.waitForCondition(() -> visitors.complaints().size() == 2);
        assertThat(visitors.complaints()).allMatch(complaint -> complaint.contains("Content Security Policy"));
        visitors.complaints().clear();
    }

    @Test
    void scriptErrorAndServerRefusalAreComplaints(Visitors visitors) {
        var page = visitors.expecting("status of 403").onADesktop().open("/").page();
        page.evaluate("() => { setTimeout(() => { throw new Error('broken'); }); }");
        page.evaluate("() => fetch('/api/transfer')");

        page.waitForCondition(() -> visitors.complaints().size() == 2);
        assertThat(visitors.complaints()).anyMatch(complaint -> complaint.contains("broken"))
                .anyMatch(complaint -> complaint.contains("status of 404"));
        visitors.complaints().clear();
    }

    @Test
    void pageThatStillAsksWhenItsVisitorLeavesIsNoFault(Visitors visitors) {
        var visitor = visitors.expecting("status of 404").onADesktop();
        visitor.page().route("**/answered*", route -> route.fulfill(new FulfillOptions().setBody("")));
        visitor.open("/").page().evaluate("() => { setInterval(() => fetch('/answered').catch(() => null), 0); }");
        visitor.page().waitForResponse("**/answered", () -> {
        });

        visitors.leave();

        assertThat(visitors.complaints()).isEmpty();
    }
}
