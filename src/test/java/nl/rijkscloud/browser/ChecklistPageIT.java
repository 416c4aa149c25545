package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.TestDatabase;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A checklist from the form of staff, over two answers of a person on a phone, to the page of the inspector. */
@BrowserTest
class ChecklistPageIT {
    private static final Path PICTURES = Path.of("target/pictures");

    @Test
    void listIsMadeByKeyboardAnsweredInPartsAndSeenByBoth(Visitors visitors) throws InterruptedException {
        var inspector = visitors.onADesktop();
        var email = "lijst-" + UUID.randomUUID() + "@example.org";
        RequestPage.openedBy(inspector, DemoStaff.SANNE).to("Anna de Vries", email).explain("Voor ons bezoek.");
        for (var item : new String[] {"Klachtenregeling", "Jaarverslag 2025", "Protocol valincidenten", "Te veel"}) {
            inspector.press("Onderdeel toevoegen");
            inspector.page().keyboard().type(item);
        }
        inspector.page().locator("[data-act=remove]").last().press("Enter");
        assertThat(inspector.page().locator("[id='items.2.title']")).isFocused();
        inspector.page().locator("[data-act=down]").first().press("Enter");
        assertThat(inspector.page().locator("[data-act=down]").nth(1)).isFocused();
        inspector.page().locator("[data-act=down]").nth(1).press("Enter");
        assertThat(inspector.page().locator("[id='items.2.title']")).hasValue("Klachtenregeling");
        inspector.page().locator("[id='items.0.explanation']").fill("Met de verklaring van de accountant");
        look(inspector, "checklist-form");
        inspector.press("Volgende").sees("3. Klachtenregeling").sees("In delen, tot de lijst compleet is");
        inspector.press("Verstuur verzoek").sees("Uw verzoek is verstuurd");

        var outsider = visitors.onAPhone();
        outsider.open(link(visitors, email)).isAt("Uw document(en) versturen").sees("1. Jaarverslag 2025");
        add(outsider, "jaarverslag.txt");
        outsider.press("Verstuur document(en)").sees("Kies bij onderdeel 1 wat u doet.");
        choose(outsider, 0, "received");
        choose(outsider, 1, "later");
        choose(outsider, 2, "not-applicable");
        outsider.press("Verstuur document(en)").sees("Vul in waarom onderdeel 3 niet van toepassing is.");
        look(outsider, "checklist-answer-phone");
        outsider.page().locator("[id='items.2.reason']").fill("Wij zijn een huisartsenpraktijk");
        outsider.press("Verstuur document(en)").sees("1 van 3 ontvangen, 1 niet van toepassing");

        outsider.page().locator("#nog-iets").click();
        outsider.isAt("Uw document(en) versturen").sees("1 van 3 onderdelen hebben wij al ontvangen.")
                .sees("Niet van toepassing, gemeld op");
        look(outsider, "checklist-second-part-phone");

        var id = TestDatabase.value(visitors.portal().config().database(),
                "select id from transfer where sender_email = '" + email + "' and state = 'open'").orElseThrow();
        inspector.open("/inspectie/verzending/" + id).isAt("Verzending").sees("Gevraagde onderdelen")
                .sees("1 van 3 ontvangen, 1 niet van toepassing").sees("Protocol valincidenten").sees("Komt later")
                .sees("Dit verzoek is voor een deel beantwoord.");
        look(inspector, "checklist-transfer");

        add(outsider, "protocol.txt");
        choose(outsider, 1, "received");
        inspector.follow("Maak een nieuw verzoek zoals dit").isAt("Documenten opvragen");
        assertThat(inspector.field("E-mailadres")).hasValue(email);
        assertThat(inspector.field("Toelichting")).hasValue("Voor ons bezoek.");
        assertThat(inspector.page().locator("[id='items.2.title']")).hasValue("Klachtenregeling");

        outsider.press("Verstuur document(en)").sees("2 van 3 ontvangen, 1 niet van toepassing");
    }

    @Test
    void templateIsSavedUsedAndRemoved(Visitors visitors) {
        var inspector = visitors.onADesktop();
        RequestPage.openedBy(inspector, DemoStaff.SANNE).explain("Voor ons jaarlijkse bezoek.");
        inspector.press("Onderdeel toevoegen").page().keyboard().type("Jaarverslag");
        inspector.unfold().press("Bewaar sjabloon").sees("Geef het sjabloon een naam.");
        inspector.fill("Naam van het sjabloon", "Jaarbezoek").press("Bewaar sjabloon")
                .sees("Het sjabloon ‘Jaarbezoek’ is bewaard.");

        inspector.open("/inspectie/verzoek").isAt("Documenten opvragen");
        inspector.page().locator("#sjabloon").selectOption("Jaarbezoek");
        inspector.press("Vul in").sees("Het sjabloon ‘Jaarbezoek’ is ingevuld.");
        assertThat(inspector.field("Toelichting")).hasValue("Voor ons jaarlijkse bezoek.");
        assertThat(inspector.page().locator("[id='items.0.title']")).hasValue("Jaarverslag");
        inspector.press("Vul in").sees("Tekst vervangen?");
        inspector.page().locator("#bevestig-ja").click();
        look(inspector.unfold(), "template-request");
        inspector.press("Verwijder sjabloon").sees("Sjabloon verwijderen?");
        inspector.page().locator("#bevestig-ja").click();
        inspector.sees("Het sjabloon ‘Jaarbezoek’ is verwijderd.");
        assertThat(inspector.page().locator("#sjabloon")).isHidden();
    }

    private static void choose(Visitor visitor, int item, String state) {
        visitor.page().locator("[name='items." + item + ".state'][value=" + state + "]").check();
    }

    private static void add(Visitor visitor, String name) {
        visitor.page().locator("#kiezer").setInputFiles(
                new FilePayload(name, "text/plain", ("Inhoud van " + name).getBytes(StandardCharsets.UTF_8)));
        visitor.sees("Ontvangen");
    }

    private static String link(Visitors visitors, String email) throws InterruptedException {
        return visitors.portal().inbox().await(mail -> mail.to().equals(email), Duration.ofSeconds(60)).link()
                .orElseThrow();
    }

    private static void look(Visitor visitor, String name) {
        Assertions.assertThat(new AxeBuilder(visitor.page()).setLegacyMode(true).analyze().getViolations()).isEmpty();
        Assertions.assertThat((Integer) visitor.page()
                .evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).isZero();
        visitor.page().screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    }
}
