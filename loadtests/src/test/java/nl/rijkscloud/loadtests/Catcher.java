package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.regex;

import io.gatling.javaapi.http.HttpRequestActionBuilder;

/**
 * The catcher of the demo, which receives the portal's mails and text messages. It holds a request until there is a
 * message, so these requests measure the delivery time.
 */
final class Catcher {
    static final String LONG_AGO = "1970-01-01T00:00:00Z";

    private static final String SECONDS = "30";

    private Catcher() {}

    /**
     * Waits for a mail with a link to one of the portal's pages, for {@link Links#open}.
     *
     * @param about another text in the mail
     */
    static HttpRequestActionBuilder link(String name, String to, String about, String page) {
        return messages(name, to)
                .queryParam("containing", about)
                .check(regex("/" + page + "/([\\w-]{22})#([\\w-]{43})")
                        .captureGroups(2)
                        .saveAs(Links.KEY));
    }

    /** Waits for a text message with a code, later than {@code caughtAt}. */
    static HttpRequestActionBuilder code(String name, String to) {
        return messages(name, to)
                .queryParam("after", "#{caughtAt}")
                .check(regex("\\b([0-9]{6})\\b").saveAs("code"));
    }

    private static HttpRequestActionBuilder messages(String name, String to) {
        return Step.get(name, Settings.CATCHER).queryParam("to", to).queryParam("wait", SECONDS);
    }
}
