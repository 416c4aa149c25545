package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.demo.DemoStaff;
import org.junit.jupiter.api.Test;

/** Requesting documents: a form, a review step, and the page that the outsider gets. */
@BrowserTest
class RequestPageIT {
    private static final String WORDS = "Wilt u ons sturen:\n- het jaarverslag";

    private final String domain = "z" + UUID.randomUUID() + ".example.org";

    @Test
    void requestIsSentAfterReviewAndTheOutsiderReadsIt(Visitors visitors) throws Exception {
        var inspector = visitors.onADesktop();
        var page = RequestPage.openedBy(inspector, DemoStaff.SANNE);
        page.to("Anna de Vries", "anna@" + domain).explain(WORDS).next();

        inspector.isAt("Controleer en verstuur").sees("U schrijft voor het eerst naar anna@" + domain + ".")
                .sees("- het jaarverslag");
        inspector.press("Pas aan").isAt("Documenten opvragen").fill("Kenmerk", "2026-114");
        page.next();
        inspector.isAt("Controleer en verstuur").sees("2026-114").press("Verstuur verzoek")
                .isAt("Uw verzoek is verstuurd")
                .sees("anna@" + domain);

        var mail = mailTo(visitors, "anna@" + domain);
        visitors.onAPhone().open(mail.link().orElseThrow()).isAt("Uw document(en) versturen").isAt("Dit is u gevraagd")
                .sees("Sanne Bakker vraagt u om documenten op te sturen.").sees("- het jaarverslag").sees("2026-114");
    }

    @Test
    void requestToOneselfAsksForConfirmation(Visitors visitors) {
        var inspector = visitors.onADesktop();
        RequestPage.openedBy(inspector, DemoStaff.SANNE).to("Sanne Bakker", "S.Bakker@igj.nl").explain(WORDS).next();

        inspector.isAt("Controleer en verstuur").sees("S.Bakker@igj.nl is uw eigen adres. Klopt dat?");
    }

    @Test
    void similarDomainIsPointedOut(Visitors visitors) {
        var inspector = visitors.onAPhone();
        var page = RequestPage.openedBy(inspector, DemoStaff.OMAR);
        page.to("Anna", "anna@" + domain).explain(WORDS).next();
        inspector.isAt("Controleer en verstuur").press("Verstuur verzoek").isAt("Uw verzoek is verstuurd")
                .press("Nog een verzoek");

        page.to("Anna", "anna@z" + domain).explain(WORDS).next();

        inspector.isAt("Controleer en verstuur").sees("anna@z" + domain + " lijkt op anna@" + domain);
    }

    @Test
    void allMistakesAreShownAndTypedTextStays(Visitors visitors) {
        var inspector = visitors.expecting("status of 422").onADesktop();
        var page = RequestPage.openedBy(inspector, DemoStaff.SANNE);
        inspector.sees("Er kan hoogstens 20 keer worden geantwoord.");
        page.next();
        inspector.sees("Vul de naam in.").sees("Vul het e-mailadres in").sees("Schrijf welke documenten u nodig hebt.");

        page.to("Anna", "anna@" + domain).explain(WORDS);
        inspector.page().getByLabel("Uiterste datum").fill("2020-01-01");
        page.next();
        inspector.isAt("Controleer en verstuur").press("Verstuur verzoek").isAt("Documenten opvragen")
                .sees("Deze dag is al voorbij.");

        assertThat(inspector.field("Naam")).hasValue("Anna");
        inspector.page().getByLabel("Uiterste datum").fill("");
        page.next();
        inspector.isAt("Controleer en verstuur").press("Verstuur verzoek").isAt("Uw verzoek is verstuurd");
    }

    @Test
    void listIsCheckedPerLineAndReviewedBeforeSending(Visitors visitors) throws Exception {
        var inspector = visitors.onADesktop();
        var page = RequestPage.openedBy(inspector, DemoStaff.LOTTE).explain(WORDS);
        page.list("naam;e-mail;organisatie\nAnna;anna@%1$s;Zorg\n;bas@%1$s;\nCarla;ANNA@%1$s;\n".formatted(domain))
                .next();
        inspector.sees("Regel 3: Vul de naam in.").sees("Regel 4: Dit e-mailadres staat ook op regel 2.");

        page.list("naam;e-mail;organisatie\nAnna;anna@%1$s;Zorg\nBas;bas@%1$s;\n".formatted(domain)).next();
        inspector.isAt("Controleer en verstuur").sees("2 personen, elk met een eigen link")
                .sees("Naar 2 van deze adressen schrijft u voor het eerst.");
        assertThat(inspector.page().locator("tbody tr")).hasCount(2);
        inspector.press("Verstuur verzoek").isAt("Uw verzoek is verstuurd").sees("2 personen krijgen elk een e-mail.");
        mailTo(visitors, "bas@" + domain);
    }

    @Test
    void signedOutUserKeepsTypedText(Visitors visitors) {
        var inspector = visitors.expecting("status of 401").onADesktop();
        var page = RequestPage.openedBy(inspector, DemoStaff.SANNE).to("Anna", "anna@" + domain).explain(WORDS);
        inspector.page().context().clearCookies(); // as if the session had ended
        page.next();

        inspector.isAt("Meld u aan");
        RequestPage.signIn(inspector.page(), visitors.portal(), DemoStaff.SANNE);
        inspector.press("Ik ben aangemeld, ga verder").isAt("Documenten opvragen");
        assertThat(inspector.field("Naam")).hasValue("Anna");
        page.next();
        inspector.isAt("Controleer en verstuur");
    }

    @Test
    void requestCanBeSentByKeyboard(Visitors visitors) {
        var inspector = visitors.onADesktop();
        RequestPage.openedBy(inspector, DemoStaff.SANNE);
        var keyboard = inspector.page().keyboard();
        inspector.field("Naam").focus();
        keyboard.type("Anna");
        keyboard.press("Tab");
        keyboard.type("anna@" + domain);
        keyboard.press("Enter");
        inspector.sees("Schrijf welke documenten u nodig hebt.");
        assertThat(inspector.page().locator("[data-errors]")).isFocused();
        keyboard.press("Tab");
        keyboard.press("Enter");
        assertThat(inspector.field("Toelichting")).isFocused();
        keyboard.type("Het jaarverslag");
        inspector.button("Volgende").focus();
        keyboard.press("Enter");
        inspector.isAt("Controleer en verstuur");
        assertThat(inspector.heading("Controleer en verstuur")).isFocused();
    }

    private static Caught mailTo(Visitors visitors, String address) throws InterruptedException {
        return visitors.portal().inbox().await(mail -> mail.to().equals(address), Duration.ofSeconds(30));
    }
}
