package nl.rijkscloud.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.config.SmsProvider.Retry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmsProviderFileTest {
    private static final String SMALLEST = """
            request:
              retry: never-after-send
              body: {to: "{number}", text: "{text}"}
            answer:
              accepted: [200]
            callback:
              signature:
                header: X-Signed
              id: /id
              status: /status
              delivered: [ok]
            """;

    @TempDir
    Path folder;

    @Test
    void theTwoExamplesAreBuiltIn() throws IOException {
        try (var files = Files.list(Path.of("conf/sms"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            SmsProviderFile.BUILT_IN.stream().map(name -> name + ".yaml").toList());
        }
        assertThat(SmsProviders.builtIn("json-bearer").request().retry()).isEqualTo(Retry.SAME_REFERENCE);
        assertThat(SmsProviders.builtIn("form-basic").request().retry()).isEqualTo(Retry.NEVER_AFTER_SEND);
        assertThat(SmsProviders.builtIn("json-bearer").answer().state()).isEmpty();
    }

    @Test
    void missingKeysGetSafeAndUsualValues() {
        var provider = SmsProviders.described(SMALLEST);

        assertThat(provider.request().method()).isEqualTo(SmsProvider.Method.POST);
        assertThat(provider.request().authentication()).isEqualTo(SmsProvider.Authentication.NONE);
        assertThat(provider.answer().refused()).isEmpty();
        assertThat(provider.callback().orElseThrow().signature()).isEqualTo(
                new SmsProvider.Signature("X-Signed", Optional.empty(), SmsProvider.Encoding.HEX, "{body}"));
    }

    @Test
    void numbersAndBooleansInABodyKeepTheirType() {
        var provider = SmsProviders.described(SMALLEST.replace(
                "text: \"{text}\"", "text: \"{text}\", flash: false, parts: 1, kind: \"1\", list: [a, 2]"));

        assertThat(provider.request().body())
                .containsEntry("flash", false).containsEntry("parts", 1).containsEntry("kind", "1")
                .containsEntry("list", List.of("a", 2));
    }

    @Test
    void emptyDescriptionMissesExactlyTheRequiredKeys() {
        assertThat(mistakes("callback: {id: /id}")).containsExactlyInAnyOrder(
                "sms.provider.request.body: needs {text}, and {number} or {digits}",
                "sms.provider.request.retry: same-reference needs {reference} in the body or in a header;"
                        + " without it write never-after-send",
                "sms.provider.answer.accepted: is missing",
                "sms.provider.callback.signature.header: is missing", "sms.provider.callback.status: is missing",
                "sms.provider.callback.delivered: is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "retry: never-after-send | retry: never | request.retry: \"never\" is none of never-after-send, same-reference",
        "retry: never-after-send | method: get | request.method: \"get\" is none of post, put",
        "retry: never-after-send | rety: never-after-send | request.rety: unknown key; did you mean retry?",
        "retry: never-after-send | retry: same-reference | request.retry: same-reference needs {reference}",
        "{text} | {txt} | request.body: {txt} is unknown; did you mean {text}?",
        "{number} | {token} | request.body: {token} is unknown",
        "{number} | 0612345678 | request.body: needs {text}, and {number} or {digits}",
        "retry: never-after-send | headers: {X-Id: \"{text}\"} | request.headers: {text} is unknown",
        "retry: never-after-send | headers: {X Id: x} | \"X Id\" is not the name of a header",
        "body: {to: | `format: form\n  body: {list: [], to:` | is a form, so it can hold names and texts only",
        "[200] | [ok] | answer.accepted: \"ok\" is not an HTTP status",
        "[200] | 200 | answer.accepted: must be a list",
        "accepted: [200] | `accepted: [200]\n  refused: [4xx, 200]` | answer: has \"200\" twice",
        "accepted: [200] | `accepted: [200]\n  state: {at: /s}` | answer.state: needs at and accepted, or neither",
        "accepted: [200] | `accepted: [200]\n  id: $.id` | answer.id: \"$.id\" is not a JSON pointer, like /message/id",
        "id: /id | {} | needs id or reference",
        "id: /id | `id: /id\n  failed: [ok]` | callback: has \"ok\" twice",
        "header: X-Signed | `header: X-Signed\n    signed: \"{timestamp}.{body}\"` | but there is no timestamp header",
        "header: X-Signed | `header: X-Signed\n    signed: \"{body}\"\n  timestamp: {header: T, tolerance: 5m}` | "
        + "leaves {timestamp} out",
        "header: X-Signed | `header: X-Signed\n    signed: body` | is not {body} once",
        "id: /id | `id: /id\n  timestamp: {header: T, tolerance: 2d}` | is not between 10s and 1h",
    })
    void eachMistakeHasItsSentence(String right, String wrong, String sentence) {
        var found = mistakes(SMALLEST.replace(right, wrong.equals("{}") ? "" : wrong));

        assertThat(found).anySatisfy(mistake -> assertThat(mistake).startsWith("sms.provider").contains(sentence));
    }

    @Test
    void ownDescriptionIsReadFromAFileBesideTheConfiguration() throws IOException {
        Files.createDirectory(folder.resolve("sms"));
        Files.writeString(folder.resolve("sms/own.yaml"), SMALLEST);

        assertThat(load("provider: sms/own.yaml\n  callbackSecret: a secret of some length").sms().provider())
                .isEqualTo(SmsProviders.described(SMALLEST));
    }

    @Test
    void missingDescriptionIsReportedWithOtherMistakes() throws IOException {
        assertThat(mistakesOf("provider: json-bearr\n  timeout: 1h"))
                .anySatisfy(mistake -> assertThat(mistake).startsWith("sms.provider: ")
                        .endsWith("there is no such file; built in are form-basic and json-bearer"))
                .contains("sms.timeout: \"1h\" is not between 1s and 30s");
        Files.writeString(folder.resolve("own.yaml"), "request: [");
        assertThat(mistakesOf("provider: own.yaml")).singleElement().asString().contains("own.yaml")
                .contains("is not YAML");
    }

    @Test
    void operatorsSettingsMustFitTheDescription() throws IOException {
        assertThat(mistakesOf("provider: form-basic\n  user: me"))
                .containsExactly("sms: needs user and token: this provider asks for both");
        assertThat(mistakesOf("callbackSecret: short and sweet"))
                .containsExactly("sms.callbackSecret: has fewer than 16 characters and can be guessed");
        Files.writeString(folder.resolve("own.yaml"), SMALLEST.substring(0, SMALLEST.indexOf("callback:")));
        assertThat(mistakesOf("provider: own.yaml\n  callbackSecret: a secret of some length"))
                .containsExactly("sms.callbackSecret: is of no use: the description of this provider has no callback");
    }

    private static List<String> mistakes(String yaml) {
        var refusal = catchThrowableOfType(ConfigException.class, () -> SmsProviders.described(yaml));
        assertThat(refusal).as("nothing was wrong").isNotNull();
        return refusal.mistakes();
    }

    private List<String> mistakesOf(String sms) {
        var refusal = catchThrowableOfType(ConfigException.class, () -> load(sms));
        assertThat(refusal).as("nothing was wrong").isNotNull();
        return refusal.mistakes();
    }

    /** The shipped file with other keys under {@code sms}. */
    private Config load(String sms) throws IOException {
        var shipped = Files.readString(Path.of("conf/rijkscloud.yaml"));
        var start = shipped.indexOf("\nsms:\n");
        var yaml = shipped.substring(0, start) + "\nsms:\n  url: https://sms.example.nl/\n  " + sms + "\n"
                + shipped.substring(shipped.indexOf("\nproxy:\n"));
        var file = Files.writeString(folder.resolve("test.yaml"), yaml);
        var password = Files.writeString(folder.resolve("password"), "secret").toString();
        return ConfigFile.load(file, Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", password));
    }
}
