package nl.rijkscloud.pages;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.http.HostCookie;
import nl.rijkscloud.kernel.Language;

/**
 * The page with questions and answers. Without script its form comes back as {@code ?vraag=}: then it shows the
 * questions that have every word, in the question or the answer. Event loop; no state.
 */
final class HelpHandler implements Handler<RoutingContext> {
    private static final int MAX_WORDS = 100;
    private static final Pattern MARKS = Pattern.compile("\\p{M}");

    private final Pages pages;
    private final PageHandler whole;

    HelpHandler(Pages pages) {
        this.pages = pages;
        this.whole = PageHandler.open(pages, Pages.HELP);
    }

    @Override
    public void handle(RoutingContext context) {
        var asked = Optional.ofNullable(context.request().getParam("vraag")).map(String::strip).orElse("");
        if (asked.isEmpty() || context.request().getParam("taal") != null) {
            whole.handle(context);
            return;
        }
        var question = asked.substring(0, Math.min(asked.length(), MAX_WORDS));
        var language = HostCookie.LANGUAGE.read(context).flatMap(Language::of).orElse(Language.DEFAULT);
        context.response().headers().add("Vary", "Cookie").set("Content-Language", language.code());
        pages.search(language, question, words(question)).answer(context, 200, "no-store");
    }

    /** The words of a search, as {@link #plain} writes them. */
    private static List<String> words(String question) {
        return List.of(plain(question).split("\\s+"));
    }

    /** Without capitals and accents. The script of the page compares in the same way. */
    static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
