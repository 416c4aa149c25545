package nl.rijkscloud.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubmissionTest {
    private static final Config.Organisation ORGANISATION = new Config.Organisation(
            "IGJ", "Inspectie", "088", "binnen kantooruren", List.of("igj.nl"), "Meldpunt", "Meldpunt@igj.nl",
            Optional.empty(),
            "mailto:s@igj.nl", Optional.empty());
    private static final Source SOURCE = Source.of(InetAddress.getLoopbackAddress());

    @ParameterizedTest
    @ValueSource(strings = {"Anna de Vries", "J.P. van 't Hof-O’Brien", "Çağla Ünsal", "Nguyễn Văn", "محمد", "李小龙"})
    void nameInAnyScriptIsAccepted(String name) {
        assertThat(check(form("name", name)).sender().name()).isEqualTo(name);
    }

    /**
     * A mail to the contact repeats the name, so a name that can carry a message would make the portal a phishing
     * relay.
     */
    @ParameterizedTest
    @ValueSource(strings = {
        "www.evil.example", "Klik op evil.nl", "http://evil", "Anna\nBcc: x@y.nl", "Anna\r\nBcc: x@y.nl",
        "Anna <x@y.nl>", "12345",
        "Bel 0900-12345", "a\u202Eb", "Anna\u0000", "<b>Anna</b>", "-", "…",
    })
    void nameThatCanCarryAMessageIsRefused(String name) {
        assertThat(mistakes(form("name", name))).containsExactly(Map.entry("sender.name", "invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "anna", "@voorbeeld.nl", "anna@", "anna@localhost", "anna@voorbeeld.nl, x@y.nl", "a b@voorbeeld.nl",
        "anna@voorbeeld.nl\nBcc: x@y.nl", "\"a\"@voorbeeld.nl", "anna@[192.0.2.1]", "ánna@voorbeeld.nl",
        "anna@voorbeeld..nl",
    })
    void malformedAddressIsRefused(String email) {
        assertThat(mistakes(form("email", email))).containsExactly(Map.entry("sender.email", "invalid"));
    }

    /** The page names the mistake and the character. */
    @Test
    void refusalNamesTheFaultAndTheCharacter() {
        assertThat(errors(form("name", "Anna <b>"))).containsExactly(
                new JsonObject().put("field", "sender.name").put("code", "invalid").put("fault", "character")
                        .put("character", "<"));
        assertThat(errors(form("email", "anna@x.nl, bas@x.nl"))).containsExactly(
                new JsonObject().put("field", "sender.email").put("code", "invalid").put("fault", "several"));
    }

    @Test
    void typedTextIsCleaned() {
        var sender = check(form("email", "\u200bAnna <anna@straße.example>,").copy()).sender();

        assertThat(sender.email()).isEqualTo("anna@xn--strae-oqa.example");
        assertThat(check(form("name", "\u00a0Zoe\u0308\u200b  Smit")).sender().name()).isEqualTo("Zo\u00eb Smit");
        assertThat(check(form("phone", "tel: 06\u221212345678")).sender().phone()).contains("06 12345678");
        assertThat(mistakes(form("phone", "112"))).containsExactly(Map.entry("sender.phone", "invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iemand@anders.nl", "iemand@sub.igj.nl", "iemand@igj.nl.evil.example", "iemand@xigj.nl"})
    void contactOutsideTheOrganisationIsRefused(String email) {
        var json = form("name", "Anna").put("contact", new JsonObject().put("name", "Iemand").put("email", email));

        assertThat(mistakes(json)).containsExactly(Map.entry("contact.email", "domain"));
    }

    @Test
    void allMistakesAreReportedAtOnceWithoutQuotingTheInput() {
        var json = new JsonObject()
                .put("sender", new JsonObject().put("name", "x".repeat(101)).put("email", 7).put("phone", "bel mij"))
                .put("language", "de");
        var failure = catchThrowableOfType(Failure.class, () -> check(json));

        assertThat(mistakes(json)).contains(
                Map.entry("sender.name", "too-long"), Map.entry("sender.email", "invalid"),
                Map.entry("sender.phone", "invalid"),
                Map.entry("contact.name", "required"), Map.entry("contact.email", "required"),
                Map.entry("language", "invalid"));
        assertThat(failure.getMessage() + failure.forLog() + failure.extras()).doesNotContain("xxx", "bel mij");
    }

    private static JsonObject form(String field, String value) {
        var sender = new JsonObject().put("name", "Anna").put("email", "anna@voorbeeld.nl").put(field, value);
        return new JsonObject()
                .put("sender", sender)
                .put("contact", new JsonObject().put("name", "Meldpunt").put("email", "Meldpunt@IGJ.nl"));
    }

    private static Submission check(JsonObject json) {
        return Submission.read(json, ORGANISATION, SOURCE);
    }

    private static List<Map.Entry<String, String>> mistakes(JsonObject json) {
        return errors(json).stream().map(error -> Map.entry(error.getString("field"), error.getString("code")))
                .toList();
    }

    private static List<JsonObject> errors(JsonObject json) {
        var failure = catchThrowableOfType(Failure.class, () -> check(json));
        assertThat(failure).isNotNull();
        return ((List<?>) failure.extras().get("errors")).stream().map(JsonObject.class::cast).toList();
    }
}
