package nl.rijkscloud.transfer;

import static nl.rijkscloud.testing.PortalClient.json;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransferNumberTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String GOOD = "K7QM3XRX";

    @ParameterizedTest
    @ValueSource(strings = {
        "K7QM-3XRX", "k7qm3xrx", " k7qm 3xrx ", "K7QM – 3XRX", "K 7 Q M\u00a03XRX", "K7QM3XRX.\u200b"})
    void numberIsReadAsPeopleTypeIt(String typed) {
        assertThat(TransferNumber.typed(typed)).contains(new TransferNumber(GOOD));
        assertThat(new TransferNumber(GOOD).shown()).isEqualTo("K7QM-3XRX");
    }

    @Test
    void lettersThatLookLikeDigitsAreReadAsThose() {
        assertThat(TransferNumber.typed("oOoO-0000")).contains(new TransferNumber("00000000"));
        var ones = IntStream.range(0, ALPHABET.length()).mapToObj(sign -> "1111111" + ALPHABET.charAt(sign))
                .filter(text -> TransferNumber.typed(text).isPresent()).findFirst().orElseThrow();
        assertThat(TransferNumber.typed("iIlL" + ones.substring(4))).contains(new TransferNumber(ones));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K7QM-3XR", "K7QM-3XRXX", "K7QM-3XRU", "K7QM_3XRX", "De Linde", "٠٠٠٠٠٠٠٠"})
    void anythingElseIsNoNumber(String typed) {
        assertThat(TransferNumber.typed(typed)).isEmpty();
        assertThat(TransferNumber.typed("0".repeat(1_000_000))).isEmpty();
    }

    @Test
    void everyWrongSignIsFound() {
        for (var place = 0; place < GOOD.length(); place++) {
            for (var sign : ALPHABET.toCharArray()) {
                var typed = new StringBuilder(GOOD);
                typed.setCharAt(place, sign);
                assertThat(TransferNumber.typed(typed.toString()).isPresent()).as(typed.toString())
                        .isEqualTo(GOOD.charAt(place) == sign);
            }
        }
    }

    @Test
    void everyExchangeOfTwoSignsIsFound() {
        for (var one = 0; one < GOOD.length(); one++) {
            for (var other = 0; other < one; other++) {
                var typed = new StringBuilder(GOOD);
                typed.setCharAt(one, GOOD.charAt(other));
                typed.setCharAt(other, GOOD.charAt(one));
                assertThat(TransferNumber.typed(typed.toString()).isPresent()).as(typed.toString())
                        .isEqualTo(GOOD.charAt(one) == GOOD.charAt(other));
            }
        }
        assertThatThrownBy(() -> new TransferNumber("7KQM3XRX")).hasMessageNotContaining("7KQM3XRX");
    }

    @Test
    void databaseDrawsNumbersOfThisForm() {
        var database = TestDatabase.fresh();
        var drawn = TestDatabase.value(database,
                "select string_agg(new_transfer_number(), ',') from generate_series(1, 2000)").orElseThrow().split(",");

        var signs = new HashSet<Character>();
        for (var number : drawn) {
            new TransferNumber(number).signs().chars().forEach(sign -> signs.add((char) sign));
        }
        assertThat(drawn).doesNotHaveDuplicates();
        assertThat(signs).hasSize(ALPHABET.length());
    }

    @Test
    void migrationNumbersTheTransfersThatAreThere() {
        var database = TestDatabase.empty();
        var schema = Flyway.configure().dataSource(
                "jdbc:" + database.uri(), database.user(), database.password().reveal());
        schema.target("83").load().migrate();
        TestDatabase.sql(database, """
                insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name, contact_email,
                    created_at, expires_at)
                select gen_random_uuid(), 'submitted', 'open', 'nl', 'a', 'a@example.org', 'b', 'b@example.org', now(),
                    now() from generate_series(1, 100)""");

        schema.target("94").load().migrate();

        var numbers = TestDatabase.value(database, "select string_agg(number, ',') from transfer").orElseThrow()
                .split(",");
        assertThat(numbers).hasSize(100).doesNotHaveDuplicates().allSatisfy(TransferNumber::new);
    }

    @Test
    void everyoneIsToldTheSameNumber() {
        var portal = TestPortal.shared();
        var journey = SenderJourney.begin(portal);
        var number = journey.transfer().getString("number");
        journey.add("brief.txt", "Beste inspectie".getBytes(StandardCharsets.UTF_8));
        journey.awaitChecked();

        assertThat(TransferNumber.typed(number)).isPresent();
        assertThat(journey.submit().getString("number")).isEqualTo(number);
        assertThat(journey.report().getString("number")).isEqualTo(number);
        journey.downloadLink();
        assertThat(journey.mails()).hasSizeGreaterThan(2).allSatisfy(mail -> assertThat(mail.text()).contains(number));
        var staff = StaffJourney.signIn(portal, DemoStaff.BRAM).browser();
        var listed = json(expect(200, staff.get("/api/staff/transfers?view=all&party=" + journey.email())));
        assertThat(listed.getJsonArray("items").getJsonObject(0).getString("number")).isEqualTo(number);
        var dossier = json(expect(200, staff.get("/api/staff/transfers/" + journey.transferId())));
        assertThat(dossier.getString("number")).isEqualTo(number);
    }
}
