package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator.ClickOptions;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;

/**
 * Brings a visitor to every page in every state, in one language, and calls a check at each. It finds controls by ids,
 * which are the same in every language.
 */
final class Tour {
    private static final int SLOW = 400_000;

    private final Visitors visitors;
    private final String language;
    private final Papers papers;
    private final BiConsumer<String, Page> look;

    /** @param look the check at a stop: gets its name and the page */
    Tour(Visitors visitors, String language, Path device, BiConsumer<String, Page> look) {
        this.visitors = visitors;
        this.language = language;
        this.papers = new Papers(device);
        this.look = look;
    }

    void walk() {
        visitors.expecting("status of 401").expecting("status of 403").expecting("status of 404")
                .expecting("status of 410").expecting("status of 422").expecting("net::ERR_");
        new HelpTour(arrive("/"), look).walk();
        beforeTheMail();
        links();
        var sender = SenderJourney.before(visitors.portal());
        sender.fillIn(language);
        adding(sender);
        collecting(sender);
        reporting(sender);
        asking();
        sending();
        new PrivacyTour(visitors.portal(), sender.email(), this::arrive, look).walk();
        standing();
    }

    private void beforeTheMail() {
        var page = arrive("/");
        look.accept("welkom", page);
        page.locator("summary").click();
        look.accept("welkom-plakken", page);
        page.navigate("/controleer-uw-email");
        look.accept("controleer-onbekend", page);
        page.navigate("/gegevens");
        look.accept("gegevens", page);
        page.locator("#gegevens [type=submit]").click();
        shown(page, "[data-errors]");
        look.accept("gegevens-fouten", page);
        page.locator("#sender\\.name").fill("Anna Smit");
        page.locator("#sender\\.email").fill("anna.smit@gmial.com");
        page.locator("#geen-contact").click();
        shown(page, "[data-suggestion] button");
        look.accept("gegevens-suggestie", page);
        page.locator("#gegevens [type=submit]").click();
        shown(page, "#bekend");
        look.accept("controleer", page);
    }

    private void links() {
        var nobodys = "/verstuur/" + "A".repeat(22);
        var page = arrive(nobodys);
        shown(page, "[data-state=paste]");
        look.accept("verstuur-plakken", page);
        page.locator("[data-state=paste] input").fill("https://voorbeeld.nl/");
        page.locator("[data-state=paste] [type=submit]").click();
        shown(page, "#link-fout");
        look.accept("verstuur-plakken-fout", page);
        for (var kind : List.of("verstuur", "ontvang", "rapportage", "toevoegen")) {
            page = arrive(nobodys.replace("verstuur", kind) + "#" + "A".repeat(43));
            shown(page, "[data-state=unusable]");
            look.accept(kind + "-onbruikbaar", page);
        }
        page = arrive("/");
        page.context().route("**/api/sessions", route -> route.abort());
        page.navigate(nobodys + "#" + "A".repeat(43));
        shown(page, "[data-state=failed]");
        look.accept("verstuur-mislukt", page);
    }

    private void adding(SenderJourney sender) {
        var page = arrive(sender.uploadLink());
        var upload = new UploadPage(new Visitor(page, visitors.portal()));
        shown(page, "#toevoegen");
        look.accept("verstuur", page);
        page.locator("#versturen").click(new ClickOptions().setForce(true)); // includes aria-disabled
        shown(page, "[data-errors]");
        look.accept("verstuur-leeg", page);
        upload.choose(papers.text("Notities.exe", 100));
        shown(page, "[data-errors]");
        look.accept("verstuur-niet-toegevoegd", page);
        upload.choose(papers.pdf("Verslag van het gesprek van 12 november 2026 met bijlagen.pdf", 200_000),
                papers.text("Scan.png", 1_000));
        shown(page, ".rc-document--done");
        shown(page, ".rc-document--wrong");
        new Visitor(page, visitors.portal()).unfold().page().locator("#telefoon-code").click();
        look.accept("verstuur-binnen", page);
        visitors.line().slow(SLOW);
        upload.choose(papers.pdf("Dossier.pdf", 40_000_000), papers.pdf("Bijlage.pdf", 30_000_000));
        assertThat(page.locator("#totaal-tekst")).containsText(language.equals("en") ? "left" : "nog");
        page.locator(".rc-document").nth(3).locator("button").first().click();
        look.accept("verstuur-bezig", page);
        visitors.line().cut();
        shown(page, "#verbinding");
        look.accept("verstuur-verbinding-weg", page);
        visitors.line().mend();
        page.locator("#versturen").click(new ClickOptions().setForce(true)); // includes aria-disabled
        shown(page, "#bevestig[open]");
        look.accept("verstuur-niet-alles", page);
        page.locator("#bevestig-ja").click();
        shown(page, "#wachten");
        look.accept("verstuur-wacht", page);
        visitors.line().fullSpeed();
        shown(page, "[data-state=sent]");
        look.accept("verzonden", page);
    }

    private void collecting(SenderJourney sender) {
        var link = sender.downloadLink();
        var page = arrive(link);
        shown(page, "#aanmelden");
        look.accept("ontvang-aanmelden", page);
        signIn(page, DemoStaff.SANNE, "verkeerd-wachtwoord");
        shown(page, "[data-errors]");
        look.accept("ontvang-aanmelden-fout", page);
        var code = signIn(page, DemoStaff.SANNE, DemoStaff.SANNE.password());
        look.accept("ontvang-code", page);
        enter(page, code.equals("000000") ? "000001" : "000000");
        shown(page, "#code-fout");
        look.accept("ontvang-code-fout", page);
        enter(page, code);
        shown(page, "[data-state=documents]");
        look.accept("ontvang", page);
        page.locator("#afmelden").click();
        shown(page, "[data-state=signed-out]");
        look.accept("ontvang-afgemeld", page);
        page = arrive(link);
        enter(page, signIn(page, DemoStaff.LOTTE, DemoStaff.LOTTE.password()));
        shown(page, "[data-state=not-for-you]");
        look.accept("ontvang-niet-voor-u", page);
    }

    private void reporting(SenderJourney sender) {
        var page = arrive(sender.reportLink());
        shown(page, "[data-state=report]");
        look.accept("rapportage", new Visitor(page, visitors.portal()).unfold().page());
        page.locator("#opnieuw-knop").click();
        page.locator("#bevestig-ja").click();
        shown(page, "#bevestig-woord-fout");
        look.accept("rapportage-zeker", page);
        page.locator("#bevestig-woord").fill("ja");
        page.locator("#bevestig-ja").click();
        shown(page, "#opnieuw-gedaan");
        look.accept("rapportage-nieuwe-link", page);
        new StatementTour(sender, arrive("/controleer"), look).walk();
    }

    private void asking() {
        var page = arrive("/inspectie/aanmelden");
        RequestPage.signIn(page, visitors.portal(), DemoStaff.SANNE);
        page.navigate("/inspectie/verzoek");
        shown(page, "#verzoek");
        look.accept("verzoek", page);
        page.locator(".rc-staff-page details summary").first().click();
        page.locator("#verzoek [type=submit]").click();
        shown(page, "[data-errors]");
        look.accept("verzoek-fouten", page);
        page.locator("[value=list]").check();
        page.locator("#csv").setInputFiles(papers.write("lijst.csv", "naam;e-mail\n;a@example.org\n".getBytes()));
        page.locator("#explanation").fill("Wilt u ons het jaarverslag sturen?");
        page.context().clearCookies(); // as if the session had ended
        page.locator("#verzoek [type=submit]").click();
        shown(page, "[data-state=sign-in]");
        look.accept("verzoek-aanmelden", page);
        RequestPage.signIn(page, visitors.portal(), DemoStaff.SANNE);
        page.locator("[data-state=sign-in] [data-back]").click();
        page.locator("#verzoek [type=submit]").click();
        shown(page, "[data-errors]");
        look.accept("verzoek-lijst-fouten", page);
        page.locator("#csv").setInputFiles(
                papers.write("lijst.csv", "naam;e-mail\nAnna;a@example.org\nBas;b@example.org\n".getBytes()));
        page.locator("#verzoek [type=submit]").click();
        shown(page, "[data-state=look]");
        look.accept("verzoek-laatste-blik", page);
        page.locator("#versturen").click();
        shown(page, "[data-state=done]");
        look.accept("verzoek-verstuurd", page);
        page.locator("#naar-lijst").click();
        page.locator("#kies-alles").check();
        look.accept("inspectie-lijst", page);
        var asked = RequestJourney.ask(visitors.portal(), StaffJourney.signIn(visitors.portal(), DemoStaff.SANNE),
                new JsonObject().put("repeat", true).put("language", language).put("reference", "2026-114")
                        .put("deadline", LocalDate.now().plusDays(9).toString()));
        page = arrive(asked.link(1));
        shown(page, "#toevoegen");
        look.accept("verstuur-gevraagd", page);
    }

    private void sending() {
        var page = arrive("/inspectie/verzenden/" + UUID.randomUUID());
        enter(page, signIn(page, DemoStaff.SANNE, DemoStaff.SANNE.password()));
        shown(page, "[data-state=gone]");
        look.accept("verzenden-weg", page);
        page.navigate("/inspectie/verzenden");
        shown(page, "[data-state=ready]");
        look.accept("verzenden", page);
        page.locator("#ontvanger-erbij").click();
        page.locator("#concept [type=submit]").click();
        shown(page, "[data-errors]");
        look.accept("verzenden-fouten", page);
        page.locator("[data-remove]").last().click();
        page.locator("#recipients\\.0\\.name").fill("Anna de Vries");
        page.locator("#recipients\\.0\\.email").fill("anna-" + UUID.randomUUID() + "@example.org");
        page.locator("#recipients\\.0\\.mobile").fill("06 12345678");
        page.locator("#concept [type=submit]").click();
        shown(page, "#toevoegen");
        new UploadPage(new Visitor(page, visitors.portal()))
                .choose(papers.pdf("Besluit.pdf", 10_000), papers.text("Scan.png", 1_000));
        shown(page, ".rc-document--done");
        shown(page, ".rc-document--wrong");
        page.locator("#text").fill("Hierbij ons besluit.");
        look.accept("verzenden-concept", page);
        page.locator("#weg").click();
        look.accept("verzenden-weggooien", page);
        page.locator("#bevestig-nee").click();
        page.locator("#concept [type=submit]").click();
        shown(page, "[data-state=look]");
        look.accept("verzenden-laatste-blik", page);
        page.locator("#versturen").click();
        shown(page, "[data-state=done]");
        look.accept("verzenden-verstuurd", page);
        overseeing(page);
    }

    private void overseeing(Page page) {
        page.navigate("/inspectie");
        shown(page, "#rijen tr");
        page.locator("#zoeken summary").click();
        look.accept("inspectie", page);
        page.locator("#rijen a").first().click();
        shown(page, "[data-state=ready]");
        look.accept("inspectie-verzending", page);
        page = arrive("/inspectie/aanmelden");
        RequestPage.signIn(page, visitors.portal(), DemoStaff.BRAM);
        page.navigate("/inspectie/wachtrijen");
        shown(page, "[data-state=ready]");
        look.accept("inspectie-wachtrijen", page);
    }

    private void standing() {
        for (var path : List.of("/toegankelijkheid", "/privacy", "/bestaat-niet")) {
            look.accept(path.substring(1), arrive(path));
        }
    }

    private String signIn(Page page, DemoStaff person, String password) {
        var before = visitors.portal().inbox().arrived();
        page.locator("#email").fill(person.email());
        page.locator("#password").fill(password);
        page.locator("#aanmelden [type=submit]").click();
        if (!password.equals(person.password())) {
            return "";
        }
        shown(page, "#code");
        return StaffJourney.code(visitors.portal(), person, before);
    }

    private static void enter(Page page, String code) {
        page.locator("#code").fill(code);
        page.locator("#code-formulier [type=submit]").click();
    }

    private Page arrive(String address) {
        var page = visitors.onADesktop().page();
        page.navigate("/?taal=" + language);
        page.navigate(address);
        return page;
    }

    private static void shown(Page page, String place) {
        assertThat(page.locator(place).first()).isVisible();
    }
}
