package nl.rijkscloud.browser;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.StaffJourney;

/** The page on which inspectorate staff download documents. */
record ReceivePage(Visitor visitor) {
    /** @return the code that came by text message */
    String enterPassword(DemoStaff person) {
        var before = visitor.portal().inbox().arrived();
        visitor.fill("E-mailadres", person.email()).fill("Wachtwoord", person.password()).press("Aanmelden");
        visitor.isAt("Vul de sms-code in");
        return StaffJourney.code(visitor.portal(), person, before);
    }

    ReceivePage enterCode(String code) {
        visitor.fill("Sms-code", code).press("Naar document(en)");
        return this;
    }

    ReceivePage signIn(String link, DemoStaff person) {
        visitor.open(link).isAt("Meld u aan");
        return enterCode(enterPassword(person));
    }

    byte[] download(String name) {
        return save("Downloaden " + name);
    }

    byte[] downloadAll() {
        return save("Alles downloaden");
    }

    private byte[] save(String link) {
        var page = visitor.page();
        var download = page.waitForDownload(
                () -> page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(link).setExact(true)).click());
        try {
            return Files.readAllBytes(download.path());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
