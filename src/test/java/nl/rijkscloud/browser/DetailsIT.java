package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The form with which a submission starts. */
@BrowserTest
class DetailsIT {
    private Visitors visitors;
    private Visitor sender;

    @BeforeEach
    void openTheForm(Visitors visitors) {
        this.visitors = visitors;
        sender = visitors.onAPhone().open("/gegevens").isAt("Vul de gegevens in");
    }

    @Test
    void errorSummaryLinksToEachField() {
        sender.press("Volgende").sees("Er is iets niet goed ingevuld");
        assertThat(sender.page().locator("[data-errors]")).isFocused();
        assertThat(sender.page().locator("[data-errors] a")).hasCount(4);

        sender.follow("Vul uw e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.");
        assertThat(sender.field("E-mailadres")).isFocused();
        assertThat(sender.field("E-mailadres")).hasAccessibleDescription(
                "Op dit adres krijgt u de link. Bijvoorbeeld naam@voorbeeld.nl. Fout: Vul uw e-mailadres in, "
                + "bijvoorbeeld naam@voorbeeld.nl.");
    }

    /** On a slow line people begin before the script runs. */
    @Test
    void wordsTypedBeforeTheScriptRunsStay() {
        sender.page().route("**/js/pages/gegevens.js*", script -> {
            sender.page().evaluate("document.getElementById('sender.name').value = 'Anna Smit'");
            script.resume();
        });
        sender.open("/gegevens").fill("E-mailadres", "anna@example.org").press("Ik heb geen contactpersoon")
                .sees("Ingevuld: Meldpunt");

        assertThat(sender.field("Naam")).hasValue("Anna Smit");
    }

    @Test
    void serverRefusalIsShownAtItsField() {
        visitors.expecting("status of 422").expecting("status of 400");
        sender.fill("Naam", "Anna Smit").fill("E-mailadres", "anna@example.org");
        sender.fill("Naam van de medewerker of afdeling", "Bakker")
                .fill("E-mailadres van de contactpersoon", "bakker@example.org");

        sender.press("Volgende").sees("Er is iets niet goed ingevuld");
        sender.follow("Dit is geen e-mailadres van de inspectie. U kunt hier alleen documenten versturen aan IGJ.");
        assertThat(sender.field("E-mailadres van de contactpersoon")).isFocused();
    }

    @Test
    void sendingToOneselfAsksForConfirmation() {
        sender.fill("Naam", "Sanne Bakker").fill("E-mailadres", "Meldpunt@igj.nl").press("Ik heb geen contactpersoon");

        sender.press("Volgende").sees("Stuurt u dit naar uzelf?").press("Annuleer");
        assertThat(sender.field("E-mailadres van de contactpersoon")).isFocused();
        sender.press("Volgende").press("Ja, stuur naar mijzelf").isAt("Controleer nu uw e-mail");
    }

    @Test
    void typoInTheAddressIsFoundAndCorrected() {
        var address = sender.field("E-mailadres");
        address.fill("anna.smit@gmial.com");
        address.blur();
        sender.sees("Bedoelt u anna.smit@gmail.com?").press("Ja, neem dit over").sees("Het e-mailadres is aangepast.");

        assertThat(address).hasValue("anna.smit@gmail.com");
        assertThat(address).isFocused();
    }

    /** The suggestion that appears when the field loses focus must not move the button during a click. */
    @Test
    void firstClickAfterATypoIsNotLost() {
        var mail = SenderJourney.before(visitors.portal());
        sender.fill("Naam", "Anna Smit").press("Ik heb geen contactpersoon");
        sender.field("E-mailadres").fill(mail.email().replaceFirst("@.*", "@gmial.com"));
        var button = sender.button("Volgende");
        button.scrollIntoViewIfNeeded();
        var place = button.boundingBox();

        // Clicks with a mouse at the edge that the suggestion would move first.
        sender.page().mouse().move(place.x + place.width / 2, place.y + 3);
        sender.page().mouse().down();
        sender.page().mouse().up();
        sender.isAt("Controleer nu uw e-mail");
    }

    @Test
    void suggestionAppearsAfterAClickElsewhere() {
        sender.field("E-mailadres").fill("anna.smit@gmial.com");
        sender.page().mouse().click(5, 5);

        sender.sees("Bedoelt u anna.smit@gmail.com?");
    }

    @Test
    void fieldErrorsAreExact() {
        visitors.expecting("status of 422");
        sender.fill("Naam", "Anna <b>").fill("E-mailadres", "anna@example.org, bas@example.org")
                .press("Ik heb geen contactpersoon").press("Volgende");

        sender.sees("Naam: het teken ‘<’ kan hier niet staan. Haal het weg.")
                .sees("E-mailadres: er staan meer adressen in. Vul er één in.");
    }

    /** A browser's own email field turns straße.example into strasse.example, which may belong to somebody else. */
    @Test
    void internationalAddressKeepsItsDomain() {
        sender.fill("Naam", "Anna Smit").fill("E-mailadres", "Anna <anna@straße.example>")
                .press("Ik heb geen contactpersoon").press("Volgende");

        sender.isAt("Controleer nu uw e-mail");
        await().until(() -> visitors.portal().inbox().messages().stream()
                .anyMatch(mail -> mail.to().contains("anna@xn--strae-oqa.example")));
    }

    @Test
    void formStaysFilledWhenGoingBackUntilTheLinkIsOpened() {
        var mail = SenderJourney.before(visitors.portal());
        sender.fill("Naam", "Anna Smit").fill("E-mailadres", mail.email()).press("Ik heb geen contactpersoon")
                .press("Volgende");

        sender.isAt("Controleer nu uw e-mail").follow("Pas uw gegevens aan");
        assertThat(sender.field("E-mailadres")).hasValue(mail.email());
        assertThat(sender.field("Naam van de medewerker of afdeling")).hasValue("Meldpunt");

        sender.inAnotherTab().open(mail.uploadLink()).isAt("Uw document(en) versturen");
        sender.page().reload();
        assertThat(sender.field("E-mailadres")).hasValue("");
    }

    @Test
    void pageTellsWhenADelayedMailArrives() {
        var database = visitors.portal().config().database();
        TestDatabase.sql(database, "truncate familiar_network");
        TestDatabase.sql(database, "insert into mail_turn values (now() + interval '11 minutes 30 seconds')");
        try {
            sender.fill("Naam", "Anna Smit").fill("E-mailadres", SenderJourney.before(visitors.portal()).email())
                    .press("Ik heb geen contactpersoon").press("Volgende");

            sender.isAt("Controleer nu uw e-mail")
                    .sees("Het is nu erg druk. Daarom sturen wij de e-mail over ongeveer 12 minuten.")
                    .sees("Hebt u na 22 minuten nog geen e-mail?");
        } finally {
            TestDatabase.sql(database, "truncate mail_turn");
        }
    }

    @Test
    void typedTextSurvivesALostConnection() {
        visitors.expecting("net::ERR_");
        var mail = SenderJourney.before(visitors.portal());
        sender.fill("Naam", "Anna Smit").fill("E-mailadres", mail.email()).press("Ik heb geen contactpersoon");

        visitors.line().cut();
        sender.press("Volgende").sees("Wij kunnen de server niet bereiken.");
        visitors.line().mend();
        sender.press("Volgende").isAt("Controleer nu uw e-mail");
        assertThat(mail.uploadLink()).contains("/verstuur/");
    }
}
