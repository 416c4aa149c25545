package nl.rijkscloud.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs a given list of values, if it lies beside the project; the tests of each rule have similar values of their own.
 */
final class CasesTest {
    private static final Path CASES = Path.of("../shared/cases/values.json");

    @Test
    void namesAreAcceptedAndRefusedAsTheListSays() throws IOException {
        judge("names", typed -> PersonName.read(typed).found().filter(name -> !name.isEmpty()));
    }

    @Test
    void departmentsAndOrganisationsAreAcceptedAsTheListSays() throws IOException {
        judge("orgs", typed -> PersonName.read(typed).found());
        judge("orgs", typed -> PersonName.readOrganisation(typed).found());
    }

    @Test
    void addressesAreAcceptedAndRefusedAsTheListSays() throws IOException {
        judge("emails", typed -> EmailAddress.read(typed).found());
    }

    @Test
    void phoneNumbersAreAcceptedAndRefusedAsTheListSays() throws IOException {
        var countries = Pattern.compile("(?m)^ +countries: \\[([A-Z,\\s]+)]")
                .matcher(Files.readString(Path.of("conf/rijkscloud.yaml")));
        assertThat(countries.find()).isTrue();
        var allowed = List.of(countries.group(1).split(",\\s*"));
        judge("phones", typed -> PhoneNumber.parse(typed).filter(PhoneNumber::isMobile)
                .filter(number -> number.isIn(allowed)).map(PhoneNumber::e164));
    }

    private static void judge(String kind, Function<String, Optional<String>> reader) throws IOException {
        assumeTrue(Files.exists(CASES), "there is no list of cases beside the project");
        var wrong = new ArrayList<String>();
        for (var one : list(kind)) {
            var typed = one.getString("value");
            var read = reader.apply(typed);
            var right = switch (one.getString("expect")) {
                case "ok" -> read.isPresent();
                case "no" -> read.isEmpty();
                case "normalise" -> read.isEmpty() || read.get().equals("jan@x.nl") || read.get().equals("jan@x-y.nl");
                case "idn" -> read.isEmpty() || read.get().matches("\\p{ASCII}+@.*xn--\\p{ASCII}+");
                default -> true;
            };
            if (!right) {
                wrong.add(one.encode() + " -> " + read.orElse("refused"));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<JsonObject> list(String kind) throws IOException {
        var cases = new JsonObject(Files.readString(CASES));
        return cases.getJsonArray(kind, new JsonArray()).stream().map(JsonObject.class::cast).toList();
    }
}
