package nl.rijkscloud.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The help desk finds what a caller names exactly, sees states only, and leaves a line for each look. */
final class HelpDeskTest {
    private static final String ANNA = "anna@zorg.nl";
    private static final String BAS = "bas@advocaten.nl";
    private static final int MOST = 120;

    private final HelpDeskFixture fixture = new HelpDeskFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void numberIsFoundAsPeopleReadItOut() {
        var transfer = fixture.transfer("submitted", "delivered", ANNA, "");
        var number = fixture.numberOf(transfer);
        var spoken = number.toLowerCase().replace('0', 'o').replace('1', 'l');

        for (var typed : new String[] {number, spoken, number.substring(0, 4) + "-" + number.substring(4),
            " " + number.substring(0, 4) + " " + number.substring(4)}) {
            assertThat(fixture.ask(typed).getJsonArray("transfers")).as(typed).hasSize(1);
        }
    }

    @Test
    void slipInANumberIsToldFromOtherTexts() {
        assertThatThrownBy(() -> fixture.ask("K7QM-3XRA")).satisfies(failure ->
                assertThat(((Failure) failure).extras().toString()).contains("mistyped"));
        for (var nothing : new String[] {"anna", "%", "@zorg.nl", "anna@", "K7QM", "Verpleeghuis De Linde"}) {
            assertThatThrownBy(() -> fixture.ask(nothing)).as(nothing).isInstanceOf(Failure.class);
        }
        assertThat(fixture.value("select count(*) from audit_entry")).isEqualTo("0");
    }

    @Test
    void wholeAddressOrNumberOfTheCallerFindsTheirTransfers() {
        var transfer = fixture.transfer("sent", "delivered", "s.bakker@igj.nl", "");
        fixture.recipient(transfer, BAS, true, "");

        for (var typed : new String[] {BAS, "BAS@Advocaten.nl", "06 87654378", "+31687654378", "0031 6 87 65 43 78"}) {
            assertThat(fixture.ask(typed).getJsonArray("transfers")).as(typed).hasSize(1);
        }
        assertThat(fixture.ask("bas@advocaten.nu").getJsonArray("transfers")).isEmpty();
    }

    @Test
    void unknownNumberAndUnknownPersonGetTheSameAnswer() {
        var transfer = fixture.transfer("submitted", "delivered", ANNA, "");
        var number = fixture.numberOf(transfer);
        fixture.sql("update transfer set number = new_transfer_number() where id = '%s'", transfer);
        for (var unknown : new String[] {number, "niemand@example.org", "0612345699"}) {
            var answer = fixture.ask(unknown);
            answer.remove("kind");
            assertThat(answer.encode()).isEqualTo("{\"transfers\":[],\"more\":false,\"letters\":[]}");
        }
    }

    @Test
    void answerHoldsNoNamesAndNoAddressOfOthers() {
        var transfer = fixture.transfer("sent", "delivered", "s.bakker@igj.nl", "");
        fixture.recipient(transfer, BAS, true, "");
        fixture.recipient(transfer, "carla@advocaten.nl", true, "");
        fixture.letter(transfer, "mail", BAS, "accepted", "");

        for (var asked : new String[] {fixture.numberOf(transfer), BAS, "s.bakker@igj.nl"}) {
            assertThat(fixture.ask(asked).encode()).as(asked)
                    .doesNotContain("Geheim", BAS, "carla@", "s.bakker", "31687", "Meldpunt");
        }
        assertThat(fixture.ask(fixture.numberOf(transfer)).encode()).contains("b…@advocaten.nl", "c…@advocaten.nl");
    }

    @Test
    void callingRecipientSeesNoOtherParty() {
        var transfer = fixture.transfer("sent", "delivered", "s.bakker@igj.nl", "");
        fixture.recipient(transfer, BAS, true, "");
        fixture.recipient(transfer, "carla@advocaten.nl", true, "mobile = '+31611111111'");

        assertThat(fixture.ask(BAS).encode()).contains("\"asked\":true").doesNotContain("c…@", "\"part\":\"sender\"");
    }

    @Test
    void unopenedSubmissionIsFoundByItsOwnAddressOnly() {
        var transfer = fixture.transfer("submitted", "open", ANNA, "confirmed_at = null");
        fixture.recipient(transfer, "meldpunt@igj.nl", false, "");

        assertThat(fixture.ask(ANNA).getJsonArray("transfers")).hasSize(1);
        assertThat(fixture.ask("meldpunt@igj.nl").getJsonArray("transfers")).isEmpty();
        assertThat(fixture.ask("06 12345678").getJsonArray("transfers")).isEmpty();
    }

    @Test
    void transferWhosePeopleAreErasedIsUnknown() {
        var transfer = fixture.transfer("submitted", "destroyed", ANNA, "erased_at = now()");

        assertThat(fixture.ask(fixture.numberOf(transfer)).getJsonArray("transfers")).isEmpty();
    }

    @Test
    void longHistoryIsCutAndSaysSo() {
        for (var i = 0; i <= HelpDesk.MOST_CASES; i++) {
            fixture.transfer("submitted", "open", ANNA, "");
        }

        assertThat(fixture.ask(ANNA).getJsonArray("transfers")).hasSize(HelpDesk.MOST_CASES);
        assertThat(fixture.ask(ANNA).getBoolean("more")).isTrue();
    }

    @Test
    void everyLookIsALineWhetherItFindsSomethingOrNot() {
        var transfer = fixture.transfer("submitted", "open", ANNA, "");
        fixture.ask(fixture.numberOf(transfer));
        fixture.ask(ANNA);
        fixture.ask("niemand@example.org");

        assertThat(fixture.value("select string_agg(concat_ws(' ', action, result, actor_id, source, coalesce(subject, "
                + "'transfer'), number), ', ' order by seq) from audit_entry"))
                .isEqualTo("helpdesk-looked done %1$s 192.0.2.7 transfer 1, helpdesk-looked done %1$s 192.0.2.7 person "
                        .formatted(HelpDeskFixture.NOOR) + "1, helpdesk-looked done " + HelpDeskFixture.NOOR
                        + " 192.0.2.7 person 0");
        assertThat(fixture.value("select transfer_id from audit_entry where seq = 1")).isEqualTo(transfer.toString());
        assertThat(fixture.value("select string_agg(e::text, ' ') from audit_entry e"))
                .doesNotContainIgnoringCase("anna", "zorg", "niemand");
    }

    @Test
    void lookFailsWhenItCannotBeLogged() {
        TestDatabase.sql(fixture.config, "insert into audit_mark (name, seq, mac, seal) values"
                + " ('head', 1, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))");

        assertThatThrownBy(() -> fixture.ask(ANNA)).hasMessageContaining("not ours");
    }

    @Test
    void limitStopsGuessingAndIsLogged() {
        for (var i = 0; i < MOST; i++) {
            fixture.ask("p" + i + "@zorg.nl");
        }

        assertThatThrownBy(() -> fixture.ask(ANNA)).isInstanceOf(Failure.class)
                .satisfies(failure -> assertThat(((Failure) failure).code()).isEqualTo("too-many-requests"));
        assertThat(fixture.value("select count(*) || ' ' || max(result) from audit_entry where result <> 'done'"))
                .isEqualTo("1 too-many");
        fixture.clock.advance(Duration.ofHours(2));
        fixture.ask(ANNA);
    }
}
