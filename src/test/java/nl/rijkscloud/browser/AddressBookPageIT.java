package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RecipientJourney;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The address book: added by one colleague, used by another, and what the last look says of a changed number. */
@BrowserTest
class AddressBookPageIT {
    private static final Path PICTURES = Path.of("target/pictures");

    private final String email = "boek-" + UUID.randomUUID() + "@example.org";
    private final String mobile = RecipientJourney.freshMobile();
    private final String other = RecipientJourney.freshMobile();

    @Test
    void contactIsAddedChosenAndSeenAtTheLastLookWithItsChangedNumber(Visitors visitors) {
        var sanne = signedIn(visitors.onADesktop(), DemoStaff.SANNE);
        sanne.open("/inspectie").isAt("Overzicht").follow("Adresboek").isAt("Adresboek");
        sanne.press("Nieuw contact").press("Bewaar").sees("Vul de naam in.");
        sanne.fill("Naam", "Anna de Vries").fill("Organisatie", "De Linde").fill("E-mailadres", email)
                .fill("Mobiel nummer", "0" + mobile.substring(3));
        sanne.page().locator("#taal").selectOption("en");
        sanne.press("Bewaar").sees("Anna de Vries staat in het adresboek.");
        sanne.page().locator("#woorden").fill("0" + mobile.substring(3));
        sanne.sees("Aantal contacten: 1.").sees(mobile);
        look(sanne, "address-book");

        var omar = signedIn(visitors.onAPhone(), DemoStaff.OMAR);
        omar.open("/inspectie/verzenden").isAt("Nieuwe verzending");
        choose(omar);
        omar.sees("De gegevens van Anna de Vries zijn ingevuld. De taal is nu: English.");
        var page = new SendingPage(omar);
        assertThat(page.field(1, "Naam")).hasValue("Anna de Vries");
        assertThat(page.field(1, "E-mailadres")).hasValue(email);
        assertThat(page.field(1, "Mobiel nummer")).hasValue(mobile);
        look(omar, "address-book-chosen-phone");
        omar.press("Nog een ontvanger");
        page.to(2, "Bas Bos", "bas-" + email, other);
        omar.page().locator("[data-keep]").last().check();
        page.next().saved();
        omar.page().locator("#kiezer").setInputFiles(
                new FilePayload("brief.txt", "text/plain", "Inhoud".getBytes(StandardCharsets.UTF_8)));
        omar.sees("Ontvangen");
        page.next();
        omar.isAt("Controleer en verstuur").sees(", toegevoegd door Sanne Bakker.");

        sanne.press("Pas Anna de Vries aan").fill("Mobiel nummer", other).press("Bewaar")
                .sees("Anna de Vries is aangepast.");
        omar.press("Terug").isAt("Nieuwe verzending");
        page.next();
        omar.isAt("Controleer en verstuur").sees(mobile).sees("Het adresboek heeft voor Anna de Vries een ander");
        look(omar, "address-book-other-number-phone");
        omar.press("Terug").isAt("Nieuwe verzending");
        omar.page().reload();
        omar.isAt("Nieuwe verzending");
        choose(omar);
        assertThat(page.field(1, "Mobiel nummer")).hasValue(other);
        omar.page().locator("[data-keep]").last().check();
        page.saved().next();
        omar.isAt("Controleer en verstuur").sees("Het mobiele nummer van Anna de Vries is op")
                .sees("gewijzigd door Sanne Bakker. Weet u zeker dat het klopt?");
        look(omar, "address-book-changed-number-phone");
        omar.press("Verstuur document(en)").isAt("Uw documenten zijn verzonden")
                .sees("Bewaard in het adresboek: Bas Bos.");

        sanne.open("/inspectie/adresboek").isAt("Adresboek");
        sanne.page().locator("#woorden").fill("bas-" + email);
        sanne.press("Verwijder Bas Bos").sees("Contact verwijderen?");
        sanne.page().locator("#bevestig-ja").click();
        sanne.sees("Bas Bos is verwijderd.").sees("Niets gevonden.");
    }

    @Test
    void listIsAddedAndAContactAskedForDocuments(Visitors visitors) {
        var lotte = signedIn(visitors.expecting("status of 422").onADesktop(), DemoStaff.LOTTE);
        lotte.open("/inspectie/adresboek").isAt("Adresboek").unfold();
        list(lotte, "naam;e-mail;mobiel\nDora;dora;12\n");
        lotte.press("Voeg de lijst toe").sees("Regel 2: Dit is geen mobiel nummer.");
        look(lotte, "address-book-list-mistakes");
        list(lotte, "naam;e-mail;organisatie;mobiel;afdeling\nCas Cool;" + email + ";De Eik;" + mobile + ";Zorg\n");
        lotte.press("Voeg de lijst toe").sees("Contacten toegevoegd: 1. Bijgewerkt: 0.")
                .sees("Deze kolommen gebruiken wij niet: afdeling.").sees("Cas Cool");

        lotte.open("/inspectie/verzoek").isAt("Documenten opvragen");
        lotte.page().locator("#contact").selectOption("Cas Cool, De Eik – " + email);
        lotte.press("Neem over").sees("De gegevens van Cas Cool zijn ingevuld.");
        assertThat(lotte.field("E-mailadres")).hasValue(email);
        assertThat(lotte.field("Organisatie")).hasValue("De Eik");
        lotte.fill("Naam", "Cas de Cool").fill("Toelichting", "Graag het jaarverslag.");
        lotte.page().locator("#bewaar-contact").check();
        lotte.press("Volgende").isAt("Controleer en verstuur").press("Verstuur verzoek").isAt("Uw verzoek is verstuurd")
                .sees("Bewaard in het adresboek: Cas de Cool.");
        lotte.open("/inspectie/adresboek").isAt("Adresboek").sees("Cas de Cool").sees(mobile);
    }

    private void choose(Visitor visitor) {
        visitor.page().locator("#contact").selectOption("Anna de Vries, De Linde – " + email);
        visitor.press("Neem over");
    }

    private static void list(Visitor visitor, String csv) {
        visitor.page().locator("#csv").setInputFiles(
                new FilePayload("lijst.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    private static Visitor signedIn(Visitor visitor, DemoStaff person) {
        visitor.open("/inspectie/aanmelden").isAt("Meld u aan");
        RequestPage.signIn(visitor.page(), visitor.portal(), person);
        return visitor;
    }

    private static void look(Visitor visitor, String name) {
        Assertions.assertThat(new AxeBuilder(visitor.page()).setLegacyMode(true).analyze().getViolations()).isEmpty();
        Assertions.assertThat((Integer) visitor.page()
                .evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).isZero();
        visitor.page().screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    }
}
