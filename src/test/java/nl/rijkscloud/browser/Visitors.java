package nl.rijkscloud.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import nl.rijkscloud.demo.DemoPortal;

/** The visitors of one test, each with a browser without a past. Complaints of their browsers fail the test. */
final class Visitors {
    /** Browsers also complain of a failed request; each test names the ones that it expects. */
    private static final String FAILED_REQUEST = "Failed to load resource: ";

    /** True while a script presses the button that opens the file dialog. */
    private static final String NOBODY_PRESSED = "File chooser dialog can only be shown with a user activation.";

    private final Chromium chromium;
    private final PortalOnALine world;
    private final List<Visitor> present = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();

    Visitors(Chromium chromium, PortalOnALine world) {
        this.chromium = chromium;
        this.world = world;
    }

    DemoPortal portal() {
        return world.portal();
    }

    Line line() {
        return world.line();
    }

    Visitor onADesktop() {
        return with(options -> options.setViewportSize(1280, 900));
    }

    Visitor onAPhone() {
        return with(options -> options.setViewportSize(360, 740).setHasTouch(true));
    }

    Visitor withoutScripts() {
        return with(options -> options.setViewportSize(1280, 900).setJavaScriptEnabled(false));
    }

    Visitor with(Consumer<NewContextOptions> more) {
        var options = new NewContextOptions().setBaseURL(portal().baseUrl().toString()).setLocale("nl-NL")
                .setTimezoneId("Europe/Amsterdam").setAcceptDownloads(true);
        more.accept(options);
        var context = chromium.browser().newContext(options);
        context.setDefaultTimeout(Chromium.PATIENCE_MS);
        context.onPage(this::watch);
        var visitor = new Visitor(context.newPage(), portal());
        present.add(visitor);
        return visitor;
    }

    /**
     * @param failure the console's words about a request, for example {@code "status of 403"} or {@code "net::ERR_"}
     */
    Visitors expecting(String failure) {
        expected.add(failure);
        return this;
    }

    /** @param words part of the browser's message when it refuses something that the test tries on purpose */
    Visitors trying(String words) {
        tried.add(words);
        return this;
    }

    /** The console also reports scripts and styles that violate the policy. */
    private void watch(Page page) {
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            var text = message.text();
            var foreseen = text.startsWith(FAILED_REQUEST) && expected.stream().anyMatch(text::contains)
                    || text.startsWith(NOBODY_PRESSED) || tried.stream().anyMatch(text::contains);
            if (List.of("error", "warning").contains(message.type()) && !foreseen) {
                complaints.add(page.url() + ": " + text + " (" + message.location() + ")");
            }
        });
    }

    void photograph(Path folder, String name) {
        for (var visitor : present) {
            try {
                var file = folder.resolve(name + "-" + present.indexOf(visitor) + ".png");
                visitor.page().screenshot(new ScreenshotOptions().setPath(file).setFullPage(true));
            } catch (PlaywrightException gone) {
                complaints.add("no picture: " + gone.getMessage());
            }
        }
    }

    /** Closes all browsers and mends the line for the next test. */
    void leave() {
        line().mend();
        line().fullSpeed();
        present.forEach(visitor -> leave(visitor.page().context()));
        present.clear();
    }

    /** A page may still ask something that the test answers, and nobody can answer a page that is being closed. */
    private static void leave(BrowserContext context) {
        if (!context.pages().isEmpty()) {
            context.unrouteAll();
            context.pages().forEach(Page::unrouteAll);
        }
        context.close();
    }

    List<String> complaints() {
        return complaints;
    }
}
