package nl.rijkscloud.pages;

import com.samskivert.mustache.Mustache;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.http.PreparedContent;
import nl.rijkscloud.kernel.Language;

/**
 * Every page in every language, rendered once at start-up: a page holds nothing of the visitor, that comes by the
 * API. A template or text that is missing therefore stops the start, not a visitor. Immutable, any thread.
 */
final class Pages {
    /** The page for an address that does not exist. */
    static final String NOT_FOUND = "niet-gevonden";
    /** The page of questions and answers, which also answers a search. */
    static final String HELP = "hulp";
    /** The page for when we are out of order. */
    static final String FAILURE = "storing";

    /** The page for when an operator has closed the portal. */
    static final String MAINTENANCE = "onderhoud";

    /** The page at the former public name. */
    static final String MOVED = "verhuisd";

    static final List<String> NAMES = List.of("welkom", "gegevens", "controleer", "verstuur", "toevoegen", "ontvang",
            "rapportage", "aanmelden", "inspectie", "inspectie-lijst", "inspectie-verzending", "inspectie-wachtrijen",
            "inspectie-logboek", "inspectie-persoon",
            "inspectie-bewaren", "inspectie-cijfers",
            "inspectie-helpdesk", "inspectie-accounts", "inspectie-accounts-lijst", "inspectie-instellingen",
            "inspectie-adresboek", "inspectie-voorkeuren", "inspectie-vernietiging", "inspectie-vernietigingsstop",
            "inspectie-code", "inspectie-codes", "verzoek", "verzenden",
            "toegankelijkheid", "privacy", "handleiding", "test", "bewijs", HELP, NOT_FOUND, FAILURE,
            MAINTENANCE, MOVED);

    /** Those in the wider layout. */
    private static final Set<String> STAFF = Set.of(
            "inspectie", "inspectie-lijst", "inspectie-verzending", "inspectie-wachtrijen",
            "inspectie-logboek", "inspectie-persoon",
            "inspectie-bewaren", "inspectie-cijfers",
            "inspectie-helpdesk", "inspectie-accounts", "inspectie-accounts-lijst", "inspectie-instellingen",
            "inspectie-adresboek", "inspectie-voorkeuren", "inspectie-vernietiging", "inspectie-vernietigingsstop",
            "inspectie-code", "inspectie-codes", "verzoek",
            "verzenden");

    private final Map<String, PreparedContent> rendered;
    private final HelpSearch help;

    private Pages(Map<String, PreparedContent> rendered, HelpSearch help) {
        this.rendered = Map.copyOf(rendered);
        this.help = help;
    }

    static Pages render(Site site, Map<Language, Texts> texts, Assets assets) {
        var rendered = new HashMap<String, PreparedContent>();
        Mustache.Compiler compiler = Mustache.compiler().escapeHTML(true)
                .withLoader(part -> open("parts/" + part + ".html"));
        for (String name : NAMES) {
            var template = compiler.compile(read(name + ".html"));
            texts.forEach((language, words) -> {
                String html = template.execute(values(name, language, site, words, assets));
                byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
                rendered.put(key(name, language), PreparedContent.of("text/html; charset=utf-8", bytes));
            });
        }
        var values = texts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> values(HELP, entry.getKey(), site, entry.getValue(), assets)));
        return new Pages(rendered, new HelpSearch(compiler.compile(read(HELP + ".html")), values));
    }

    /** The questions and answers that have all these words. */
    PreparedContent search(Language language, String asked, List<String> words) {
        return help.find(language, asked, words);
    }

    PreparedContent page(String name, Language language) {
        PreparedContent page = rendered.get(key(name, language));
        if (page == null) {
            throw new IllegalArgumentException("no page " + name);
        }
        return page;
    }

    private static Map<String, Object> values(String name, Language language, Site site, Texts texts,
            Assets assets) {
        var values = new LinkedHashMap<String, Object>();
        values.put("t", texts.forTemplates());
        values.put("p", texts.group(name).getMap());
        values.put("asked", "");
        values.put("sections", texts.group(name).getJsonArray("sections", new JsonArray()).getList());
        values.put("site", site.values());
        values.put("assets", assets.prefix());
        values.put("bar", assets.barColours().stream().limit(1).toList());
        values.put("darkBar", assets.barColours().stream().skip(1).limit(1).toList());
        values.put("homeScreenIcon", assets.find("img/apple-touch-icon.png").isPresent());
        values.put("lang", language.code());
        values.put("page", name);
        values.put("languages", Stream.of(Language.values()).map(one -> Map.of(
                "code", one.code(), "ownName", one.ownName(), "current", one == language)).toList());
        values.put("script", assets.find("js/pages/" + name + ".js").isPresent());
        values.put("oidc", site.oidc());
        values.put("recovery", site.recoveryKey().isPresent());
        values.put("readOut", site.readOut());
        values.put("staff", STAFF.contains(name));
        return values;
    }

    private static String key(String name, Language language) {
        return language.code() + "/" + name;
    }

    private static Reader open(String name) {
        return new StringReader(read(name));
    }

    private static String read(String name) {
        try (InputStream in = Pages.class.getResourceAsStream("/webroot/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no template " + name);
            }
            return new InputStreamReader(in, StandardCharsets.UTF_8).readAllAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
