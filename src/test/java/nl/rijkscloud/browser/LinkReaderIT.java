package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nl.rijkscloud.testing.SenderJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mailed links in the forms in which gateways, mail programs and people pass them on. */
@BrowserTest
class LinkReaderIT {
    private static final String ID = "AbCdEfGhIjKlMnOpQr_-12";
    private static final String SECRET = "Zz-eF_gHiJkLmNoPqRsTuVwXyZ0123456789_-abcdE";
    private static final String LINK = "https://igj.rijkscloud.nl/verstuur/" + ID + "#" + SECRET;
    private static final String READ = """
            async ([module, texts, hosts]) => {
              const {readLink} = await import(module);
              return texts.map((text) => JSON.stringify(readLink(text, hosts)));
            }""";

    private static Map<String, String> whole() {
        var forms = new LinkedHashMap<String, String>();
        var words = "Beste Anna,\n\nOpen hiervoor deze link:\n\n" + LINK + "\n\nDe link werkt tot morgen om 14.05 uur.";
        List.of("%23", "%2523", "%252523", "&#35;", "&#x23;", "&num;", "&amp;#35;", "\uff03", "\\#", "/#", " #", "#3D",
                "#=3D", "\\u0023", "=23")
                .forEach(sign -> forms.put("sign " + sign, LINK.replace("#", sign)));
        List.of(".", ")", ">", ",", ";", "\"", "'", "\u201d", "&data=05%7C01", "%3E", "%20", "\u00a0", "=3D", "3D", "*",
                "_", "?", "!", "</a>", "|", "`", "\u2026")
                .forEach(end -> forms.put("before " + end, LINK + end));
        List.of("<", "(", "\"", "href=3D\"", "* ", "\u2022\t", "link: ", "url=", "[link](", "\u202a", "\ufeff")
                .forEach(start -> forms.put("after " + start, start + LINK));
        for (var place : List.of(12, 30, 34, 45, 58, 75, 90)) {
            List.of("\u00ad", "\u200b", "\u200d", "\u2060", "\n", "\r\n", "=\r\n", "=", "\r\n> ", "\n\t", " ")
                    .forEach(gap -> forms.put("broken at " + place + " by " + gap,
                            LINK.substring(0, place) + gap + LINK.substring(place)));
        }
        forms.put("without a scheme", LINK.substring("https://".length()));
        forms.put("two slashes", LINK.replace("/verstuur", "//verstuur"));
        forms.put("path", LINK.substring(LINK.indexOf("/verstuur")));
        forms.put("path without a slash", LINK.substring(LINK.indexOf("verstuur")));
        forms.put("www", LINK.replace("//igj", "//www.igj"));
        forms.put("port", LINK.replace(".nl/", ".nl:443/"));
        forms.put("capitals", LINK.replace("https://igj.rijkscloud.nl", "HTTPS://IGJ.Rijkscloud.NL"));
        forms.put("other hyphens", LINK.replace('-', '\u2011'));
        forms.put("markdown", LINK.replace("_", "\\_"));
        forms.put("mail", words);
        forms.put("quoted mail", "> " + words.replace("\n", "\n> "));
        forms.put("wrapped and quoted",
                words.replace(LINK, LINK.substring(0, 40) + "\n" + LINK.substring(40, 80) + "\n" + LINK.substring(80))
                .replace("\n", "\n> "));
        forms.put("html", "<p>Open <a href=\"" + LINK + "\">" + LINK + "</a></p>");
        UnaryOperator<String> safe = link -> "https://eur01.safelinks.protection.outlook.com/?url=" + percent(link)
                + "&data=05%7C01%7Ca%40b.nl%7Cxyz&sdata=Ab%3D&reserved=0";
        forms.put("safe link", safe.apply(LINK));
        forms.put("safe link in html", safe.apply(LINK).replace("&", "&amp;"));
        forms.put("safe link twice", safe.apply(safe.apply(LINK)));
        forms.put("safe link of an encoded one", safe.apply(LINK.replace("#", "%23")));
        forms.put("safe link for attachments",
                "https://eur01.safelinks.protection.outlook.com/ap/w-59584e83/?url=" + percent(LINK) + "&data=05");
        forms.put("search engine", "https://www.google.com/url?q=" + percent(LINK) + "&sa=D&source=docs");
        forms.put("in a path", "https://secure-web.cisco.com/1aBcd-efg_hij/" + percent(LINK));
        forms.put("in a query", "https://linkprotect.cudasvc.com/url?a=" + percent(LINK).replace("%3A", "%3a")
                .replace("%2F", "%2f") + "&c=E,1,abc");
        forms.put("dashes for per cent",
                "https://urldefense.proofpoint.com/v2/url?u=" + LINK.replace("-", "-2D").replace("_", "-5F")
                .replace(":", "-3A").replace("#", "-23").replace("/", "_") + "&d=DwMFAg&c=xx");
        forms.put("stars", "https://urldefense.com/v3/__" + LINK.replace("#", "*") + "__;Iw!!abc!def$");
        forms.put("base64", "https://eu-west-1.protection.sophos.com/?d=rijkscloud.nl&u=" + Base64.getEncoder()
                .encodeToString(LINK.getBytes()) + "&i=abc");
        return forms;
    }

    private static final List<String> NOT_WHOLE = List.of(
            "", "hallo", LINK.substring(0, LINK.indexOf('#')), LINK.substring(0, LINK.length() - 1), LINK + "X",
            LINK.replace("verstuur", "versturen"), LINK.replace("igj.rijkscloud.nl", "voorbeeld.nl"),
            LINK.replace("igj.rijkscloud.nl", "igj.rijkscloud.nl.voorbeeld.nl"),
            LINK.replace("igj.rijkscloud.nl", "igj.rijkscloud.nl@voorbeeld.nl"), LINK.replace("Ab", "A"),
            "verstuur/" + ID + "# " + "en zo gaat het maar door met al die woorden die volgen op elkaar");

    @Test
    void completeLinkIsReadInEveryForm(Visitors visitors) {
        var forms = whole();
        var read = read(visitors, List.copyOf(forms.values()));

        var names = List.copyOf(forms.keySet());
        var expected = "{\"page\":\"verstuur\",\"id\":\"" + ID + "\",\"secret\":\"" + SECRET + "\"}";
        assertThat(names.stream().filter(name -> !expected.equals(read.get(names.indexOf(name))))).isEmpty();
    }

    @Test
    void partialAndForeignLinksAreRefused(Visitors visitors) {
        assertThat(read(visitors, NOT_WHOLE)).containsOnly("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%23", "%2523", "/#", "/%23", "#=3D"})
    void linkOpensWhenAGatewayEncodedItsHash(String sign, Visitors visitors) {
        visitors.expecting("status of 404"); // with another slash it is not the portal's address
        opens(visitors, link -> link.replace("#", sign));
    }

    @ParameterizedTest
    @ValueSource(strings = {"&data=05%7C01", ").", "%3E", "\u00ad", "%20"})
    void linkOpensWithCharactersAddedByAMailProgram(String end, Visitors visitors) {
        opens(visitors, link -> link + end);
        opens(visitors, link -> link.replace("#", "%23") + end);
    }

    @Test
    void linkOpensFromInsideAGatewaysAddress(Visitors visitors) {
        opens(visitors, link -> link.replace("/verstuur", "//verstuur"));
        opens(visitors, link -> link.replace("/verstuur", "//verstuur").replace("#", "%23"));
        visitors.expecting("status of 404");
        opens(visitors, link -> link.replace("/verstuur", "/extern/verstuur").replace("#", "%23"));
    }

    private static void opens(Visitors visitors, UnaryOperator<String> gateway) {
        var mail = SenderJourney.before(visitors.portal());
        mail.fillIn("nl");
        var link = mail.uploadLink();
        var page = visitors.onADesktop().open(gateway.apply(link)).isAt("Uw document(en) versturen")
                .sees(mail.email()).page();

        assertThat(page).hasURL(link.substring(0, link.indexOf('#')));
        assertThat((String) page.evaluate("() => JSON.stringify([history.state, {...sessionStorage}])"))
                .doesNotContain(link.substring(link.indexOf('#') + 1));
        page.context().close();
    }

    @SuppressWarnings("unchecked")
    private static List<String> read(Visitors visitors, List<String> texts) {
        var page = visitors.onADesktop().open("/").page();
        var script = (String) page.locator("script[src*='/js/']").first().evaluate("script => script.src");
        return (List<String>) page.evaluate(READ,
                List.of(script.replaceFirst("/js/.*", "/js/link/link-reader.js"), texts, List.of("igj.rijkscloud.nl")));
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
