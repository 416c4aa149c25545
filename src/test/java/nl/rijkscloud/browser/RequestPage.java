package nl.rijkscloud.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.StaffJourney;

/** The page on which staff request documents. */
record RequestPage(Visitor visitor) {
    private static final String POST = """
            async ([path, body]) => (await fetch(path, {method: 'POST', body, headers: {'Content-Type': \
            'application/json'}})).status""";

    /** Ends the session as another tab would: the page does not notice. */
    static void signIn(Page page, DemoPortal portal, DemoStaff person) {
        var before = portal.inbox().arrived();
        page.evaluate(POST, List.of("/api/staff/sign-in", """
                {"email": "%s", "password": "%s"}""".formatted(person.email(), person.password())));
        page.evaluate(POST, List.of("/api/staff/code", """
                {"code": "%s"}""".formatted(StaffJourney.code(portal, person, before))));
    }

    static RequestPage openedBy(Visitor visitor, DemoStaff person) {
        visitor.open("/inspectie/aanmelden").isAt("Meld u aan");
        signIn(visitor.page(), visitor.portal(), person);
        visitor.open("/inspectie/verzoek").isAt("Documenten opvragen");
        return new RequestPage(visitor);
    }

    RequestPage to(String name, String email) {
        visitor.fill("Naam", name).fill("E-mailadres", email);
        return this;
    }

    RequestPage explain(String words) {
        visitor.fill("Toelichting", words);
        return this;
    }

    RequestPage next() {
        visitor.press("Volgende");
        return this;
    }

    /** Chooses a file with these lines. */
    RequestPage list(String csv) {
        visitor.page().getByLabel("Een lijst met personen").check();
        visitor.page().getByLabel("Lijst (csv-bestand)").setInputFiles(
                new FilePayload("lijst.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
        return this;
    }
}
