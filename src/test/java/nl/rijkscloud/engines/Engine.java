package nl.rijkscloud.engines;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One window of a browser without a past, which takes the portal's self-signed certificate. Elements are named by CSS.
 */
interface Engine extends AutoCloseable {
    Duration PATIENCE = Duration.ofSeconds(60);

    /** Returns when the page has loaded. */
    void open(String address);

    /** Presses the one element, with a pointer where the person's would be. */
    void press(String css);

    /** Types into the one field, key by key. */
    void type(String css, String text);

    /** Chooses files in a file field. */
    void choose(String css, Path... files);

    /** The value of a JavaScript expression, as text; a promise is awaited. */
    String ask(String expression);

    @Override
    void close();

    /** Waits until an expression is true; the exception quotes the page's text. */
    default void await(String expression) {
        try {
            Awaitility.await(expression).atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions().until(() -> ask("String(Boolean(" + expression + "))").equals("true"));
        } catch (ConditionTimeoutException never) {
            throw new AssertionError("never " + expression + " on " + ask("document.body.innerText"), never);
        }
    }

    /** Waits until the page shows these words. */
    default void sees(String words) {
        await("document.body.innerText.replace(/\\s+/g, ' ').includes(" + quoted(words) + ")");
    }

    /** Waits until the page shows this heading. */
    default void isAt(String heading) {
        await("[...document.querySelectorAll('h1')].some((h) => h.checkVisibility() && h.innerText.trim() === "
                + quoted(heading) + ")");
    }

    static String quoted(String words) {
        return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
