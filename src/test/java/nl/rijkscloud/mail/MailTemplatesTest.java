package nl.rijkscloud.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.mail.MailTemplate.RenderedMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class MailTemplatesTest {
    @TempDir
    Path folder;

    static Stream<Arguments> every() {
        return MailTemplates.NAMES.stream()
                .flatMap(name -> Stream.of(Language.values()).map(language -> Arguments.of(name, language.code())));
    }

    @ParameterizedTest
    @MethodSource("every")
    void everyMailNamesItsSenderAndHowToVerifyIt(String name, String language) {
        var mail = render(name, language, RenderedMailFixture.VALUES);

        var people = name.startsWith("sign-in-") || name.equals("read-out-asked")
                ? List.of("Jan de Boer") : List.of("Anna de Vries", "Meldpunt");
        assertThat(mail.subject().value()).doesNotContain("{{").isNotBlank();
        for (var body : new String[] {mail.text(), mail.html()}) {
            assertThat(body.replaceAll("\\s+", " "))
                    .contains(people)
                    .contains(
                            "https://igj.rijkscloud.nl/ ",
                            "no-reply@igj.rijkscloud.nl",
                            "088-120 5000")
                    .containsAnyOf("nooit om een wachtwoord", "nooit per e-mail of telefoon", "never ask")
                    .doesNotContain("{{");
        }
        assertThat(mail.text().lines()).allMatch(line -> line.length() <= 76 || line.equals(RenderedMailFixture.LINK));
        assertThat(mail.html()).contains("<html lang=\"" + language + "\">").doesNotContain("<img", "src=");
    }

    @ParameterizedTest
    @MethodSource("every")
    void everyMailHasTheOrganisationNoReplyTextAndClosing(String name, String language) {
        var mail = render(name, language, RenderedMailFixture.VALUES);
        var dutch = language.equals("nl");
        var no = dutch ? "U kunt niet op deze e-mail antwoorden." : "You cannot reply to this email.";

        assertThat(mail.text()).startsWith("Inspectie Gezondheidszorg en Jeugd (IGJ)\n\n")
                .endsWith((dutch ? "Met vriendelijke groet," : "Kind regards,")
                        + "\nInspectie Gezondheidszorg en Jeugd\n");
        assertThat(mail.text().replace('\n', ' ')).contains(no);
        assertThat(mail.html().replace('\n', ' ')).contains(no);
    }

    @ParameterizedTest
    @MethodSource("every")
    void linkStandsOnALineOfItsOwnInFull(String name, String language) {
        var mail = render(name, language, RenderedMailFixture.VALUES);

        if (name.endsWith("not-delivered")
                || Set.of("withdrawn", "withdrawal-asked", "begin-again", "offer-reminder",
                        "uncollected", "uncollected-others", "unreached", "unreached-sender",
                        "recovered", "read-out-asked").contains(name)
                || name.startsWith("sign-in-") || name.startsWith("news")) {
            assertThat(mail.text() + mail.html()).doesNotContain(RenderedMailFixture.LINK);
        } else {
            assertThat(mail.text().lines()).contains(RenderedMailFixture.LINK);
            assertThat(mail.html())
                    .contains("<p><a href=\"" + RenderedMailFixture.LINK + "\">" + RenderedMailFixture.LINK
                            + "</a></p>")
                    .contains("<p><a class=\"button\" href=\"" + RenderedMailFixture.LINK + "\">"
                            + (language.equals("nl") ? "Open de link" : "Open the link") + "</a></p>");
            assertThat(mail.text().replace('\n', ' ')).contains("19 november 2026 om 14.05 uur");
        }
    }

    @Test
    void subjectIsThatOfTheManual() {
        assertThat(render("upload-link", "nl", RenderedMailFixture.VALUES).subject().value())
                .isEqualTo("Verstuur document(en) naar Meldpunt");
        assertThat(render("offer", "nl", RenderedMailFixture.VALUES).subject().value())
                .isEqualTo("Een document van IGJ");
    }

    @Test
    void recipientMailShowsOnlyTheEndOfThePhoneNumber() {
        assertThat(render("offer", "nl", RenderedMailFixture.VALUES).text().replace('\n', ' '))
                .contains("per sms gestuurd, naar het mobiele nummer dat eindigt op 78. De code werkt 24 uur.")
                .doesNotContain("+31");
        assertThat(render("offer", "nl", with("codeHours", "")).text().replace('\n', ' '))
                .contains("U vraagt die code op de pagina aan.").contains("dat eindigt op 78")
                .doesNotContain("De code werkt");
    }

    @Test
    void requestMailHasTheSubjectOfTheManual() {
        var mail = render("request", "nl", with("explanation", "a\r\nBcc: x@evil.example\r\nSubject: y"));

        assertThat(mail.subject().value()).isEqualTo("Verzoek van IGJ om een document op te sturen");
        assertThat(render("reminder", "nl", RenderedMailFixture.VALUES).subject().value())
                .isEqualTo("Herinnering: verzoek van IGJ om een document op te sturen");
    }

    @Test
    void requestTextKeepsItsLinesAndIsEscapedInHtml() {
        var mail = render("request", "nl", with("explanation", "Graag:\n- de <begroting>\n\n- het verslag\u0007"));

        assertThat(mail.text()).contains("\n\nGraag:\n- de <begroting>\n\n- het verslag\n\nKenmerk: 2026-114\n\n");
        assertThat(mail.html()).contains("<p>Graag:<br>\n- de &lt;begroting&gt;<br>\n<br>\n- het verslag</p>");
    }

    @Test
    void checklistMailsNameMissingItems() {
        var values = new HashMap<>(RenderedMailFixture.VALUES);
        values.putAll(Map.of("items", "- Jaarverslag <2025>\n- Protocol", "total", "5", "missing", "2"));

        assertThat(render("request", "nl", values).text())
                .contains("\n\nHierom vragen wij u:\n- Jaarverslag <2025>\n- Protocol\n\n");
        assertThat(render("reminder", "en", values).html())
                .contains("<p>This is still missing:<br>\n- Jaarverslag &lt;2025&gt;<br>\n- Protocol</p>");
        assertThat(render("reminder", "nl", values).text().replace('\n', ' ')).contains(
                "Op 12 november 2026 om 14.05 uur vroeg",
                "Wij hebben nog niets van u ontvangen. Van de 5 onderdelen op de lijst missen wij er nog 2. U kunt");
        values.put("followUp", "1");
        assertThat(render("reminder", "nl", values).text().replace('\n', ' '))
                .contains("Eerder vroeg Meldpunt").doesNotContain("nog niets van u ontvangen");
    }

    @Test
    void reminderWithoutALinkNamesTheMailWithTheLink() {
        var mail = render("reminder", "nl", with("link", ""));

        assertThat(mail.text().replace('\n', ' ')).contains("de link in onze e-mail van 13 november 2026 om 9.00 uur")
                .doesNotContain("nieuwe link");
        assertThat(mail.html()).doesNotContain("<a ");
        assertThat(render("reminder", "nl", RenderedMailFixture.VALUES).text().replace('\n', ' '))
                .contains("Open deze nieuwe link");
    }

    @Test
    void onlyRepeatableRequestsGetAFollowUpLink() {
        var again = render("confirmation", "nl", with("moreLink", RenderedMailFixture.MORE_LINK));

        assertThat(again.text().lines()).contains(RenderedMailFixture.MORE_LINK);
        assertThat(again.html()).contains("<a href=\"" + RenderedMailFixture.MORE_LINK + "\">");
        assertThat(again.text().replace('\n', ' ')).contains("tot en met 19 november 2026");
        assertThat(render("confirmation", "nl", RenderedMailFixture.VALUES).text()).doesNotContain("meer dan één keer");
    }

    @Test
    void notificationsOfDifferentOrganisationsDoNotLookAlike() {
        assertThat(render("notification", "nl", with("about", "Toezicht 2026-114")).subject().value())
                .startsWith("Documenten ontvangen van").contains("“").contains("Toezicht 2026-114").endsWith("”");
        assertThat(render("notification", "nl", with("about", "")).subject().value()).doesNotContain("“");
    }

    @Test
    void notificationNamesTheMakerOfTheRequest() {
        assertThat(render("notification", "nl", with("requester", "Sanne Bakker")).text())
                .contains("Dit is een antwoord op het verzoek van Sanne Bakker.").doesNotContain("zelf ingevuld");
        assertThat(render("notification", "nl", RenderedMailFixture.VALUES).text()).contains("zelf ingevuld")
                .doesNotContain("antwoord op");
    }

    @Test
    void namesAreEscapedOnlyInHtml() {
        var mail = render("upload-link", "nl", with("sender", "Anna <b>& \"zoon\""));

        assertThat(mail.text()).contains("Beste Anna <b>& \"zoon\",");
        assertThat(mail.html())
                .contains("Beste Anna &lt;b&gt;&amp; &quot;zoon&quot;,")
                .doesNotContain("<b>");
        assertThat(render("upload-link", "nl", with("contact", "<b>&")).html())
                .contains("<title>Verstuur document(en) naar &lt;b&gt;&amp;");
    }

    @Test
    void nameAddsNoLinesAndNoLinks() {
        var mail = render("upload-link", "nl", with("sender", "Anna\r\n\r\nGa naar http://evil.example.com/x"));

        assertThat(mail.text()).contains("Beste Anna Ga naar http evil. example. com/x,");
        assertThat(render("upload-link", "nl", with("sender", "J.P. de Vries")).text())
                .contains("Beste J.P. de Vries,");
    }

    @Test
    void numberOfDocumentsIsSingularOrPlural() {
        assertThat(render("confirmation", "nl", with("count", "1")).text().replace('\n', ' '))
                .contains("1 document verzonden");
        assertThat(render("confirmation", "nl", RenderedMailFixture.VALUES).text().replace('\n', ' '))
                .contains("3 documenten verzonden");
    }

    @Test
    void missingOrganisationLeavesNoEmptyLine() {
        assertThat(render("notification", "nl", RenderedMailFixture.VALUES).text())
                .contains("Anna de Vries\nOrganisatie: Zorggroep\nE-mailadres");
        assertThat(render("notification", "nl", with("senderOrganisation", "")).text())
                .contains("Anna de Vries\nE-mailadres");
        assertThat(render("notification", "nl", RenderedMailFixture.VALUES).html())
                .contains("Organisatie: Zorggroep<br>");
    }

    @Test
    void operatorsFileReplacesTheBuiltInOne() throws Exception {
        write("nl/confirmation.mail", "Subject: Dank u, {{sender}}\n\nTot ziens & dag.\n");

        var templates = MailTemplates.load(
                RenderedMailFixture.ORGANISATION, RenderedMailFixture.SERVER,
                RenderedMailFixture.mail(25, Optional.of(folder)));
        var mail = templates.render(
                RenderedMailFixture.letter("confirmation", "nl", "anna@voorbeeld.nl", RenderedMailFixture.VALUES));

        assertThat(mail.subject().value()).isEqualTo("Dank u, Anna de Vries");
        assertThat(mail.text()).isEqualTo("Tot ziens & dag.\n");
        assertThat(mail.html()).contains("<p>Tot ziens &amp; dag.</p>");
    }

    @Test
    void everyInvalidTemplateIsNamedAtTheStart() throws Exception {
        write("nl/confirmation.mail", "Beste {{sender}}\n");
        write("en/confirmation.mail", "Subject: Hi {{sendr}}\n\nText\n");
        write("nl/notification.mail", "Subject: x\n\n{{{sender}}}\n");
        write("en/notification.mail", "Subject: x\n\n{{#sender}}open\n\n{{/sender}}\n");

        assertThatThrownBy(() -> MailTemplates.load(
                        RenderedMailFixture.ORGANISATION, RenderedMailFixture.SERVER,
                        RenderedMailFixture.mail(25, Optional.of(folder))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "nl/confirmation.mail: the first line must be 'Subject: ...'",
                        "en/confirmation.mail: there is no value called 'sendr'",
                        "nl/notification.mail: only {{name}}",
                        "en/notification.mail: ");
    }

    @Test
    void aMissingTemplateIsNamed() {
        assertThatThrownBy(() -> MailTemplates.source("nl/gone.mail", Optional.of(folder)))
                .hasMessageContaining("missing");
    }

    @Test
    void missingValueIsABugAndNoGapInTheMail() {
        assertThatThrownBy(() -> render("upload-link", "nl", Map.of("sender", "Anna")))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> render("upload-link", "nl", with("colour", "red")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static RenderedMail render(String name, String language, Map<String, String> values) {
        return RenderedMailFixture.templates()
                .render(RenderedMailFixture.letter(name, language, "anna@voorbeeld.nl", values));
    }

    private static Map<String, String> with(String key, String value) {
        var values = new HashMap<>(RenderedMailFixture.VALUES);
        values.put(key, value);
        return values;
    }

    private void write(String file, String text) throws Exception {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
