package nl.rijkscloud.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import nl.rijkscloud.request.FamiliarAddresses.Familiarity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FamiliarAddressesTest {
    @TempDir
    Path folder;

    private RequestFixture fixture;

    @BeforeEach
    void askAnna() {
        fixture = new RequestFixture(folder);
        fixture.ask("Anna@Zorggroep.nl", new JsonObject());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "anna@zorggroep.nl, true, ",
        "ANNA@zorggroep.NL, true, ",
        "bas@zorggroep.nl, false, ",
        "bas@anders.nl, false, ",
        "bas@zorgroep.nl, false, zorggroep.nl",
        "bas@zorgggroep.nl, false, zorggroep.nl",
        "bas@zorggroop.nl, false, zorggroep.nl",
        "bas@zorggreop.nl, false, zorggroep.nl",
        "bas@zogroep.nl, false, ",
        "anna@zorgroep.nl, false, anna@zorggroep.nl",
        "ana@zorggroep.nl, false, anna@zorggroep.nl",
        "'', false, ",
    })
    void addressIsKnownOrOneEditAwayFromAKnownOne(String email, boolean known, String similarTo) {
        var compare = compare(fixture.sanne.id(), email);

        assertThat(compare.known()).isEqualTo(known);
        assertThat(compare.similarTo().orElse(null)).isEqualTo(similarTo);
    }

    @Test
    void addressThatOnlyAColleagueWroteToIsNotKnown() {
        assertThat(compare(fixture.staff("omar@igj.nl").id(), "anna@zorggroep.nl").known()).isFalse();
    }

    @Test
    void recipientOfASentTransferIsKnown() {
        var id = fixture.ask("bas@voorbeeld.nl", new JsonObject());
        fixture.sql("update transfer set kind = 'sent', submitted_at = now() where id = '" + id + "'");
        fixture.sql("update recipient set email = 'carla@voorbeeld.nl' where transfer_id = '" + id + "'");

        var familiarities = fixture.one.addresses.compare(fixture.sanne.id(),
                List.of("carla@voorbeeld.nl", "bas@voorbeeld.nl")).await();
        assertThat(familiarities).extracting(Familiarity::email, Familiarity::known)
                .containsExactly(tuple("carla@voorbeeld.nl", true), tuple("bas@voorbeeld.nl", false));
    }

    private Familiarity compare(java.util.UUID staff, String email) {
        return fixture.one.addresses.compare(staff, List.of(email)).await().getFirst();
    }
}
