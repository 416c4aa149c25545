package nl.rijkscloud.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import nl.rijkscloud.transfer.Transfer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The text of a request is wiped when its transfer ends, for every kind of end. */
final class WipedRequestTest {
    private static final String STILL_THERE = "select count(*) from request where asked is not null";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(value = Transfer.State.class, names = {"WITHDRAWN", "DESTROYED"})
    void textDoesNotOutliveItsTransfer(Transfer.State end) {
        try (var fixture = new RequestFixture(folder)) {
            var gone = fixture.ask("anna@example.org", new JsonObject());
            fixture.ask("bas@example.org", new JsonObject());

            fixture.one.transfers.destroyKeys(fixture.one.database.client(), gone, end).await();

            assertThat(fixture.value(STILL_THERE)).isEqualTo("1");
            assertThat(fixture.value(STILL_THERE + " and transfer_id = '" + gone + "'")).isEqualTo("0");
        }
    }
}
