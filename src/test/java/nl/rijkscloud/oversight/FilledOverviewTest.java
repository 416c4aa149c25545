package nl.rijkscloud.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class FilledOverviewTest {
    private static final String COLUMNS = "transfer_id, viewer, party, kind, state, created_at";

    /** The benchmark's rows must equal those that the triggers would have written. */
    @Test
    void listingMatchesTheView() {
        try (var filled = new FilledOverview(300)) {
            assertThat(count(filled, "select * from transfer")).isEqualTo("300");
            assertThat(count(filled, "select " + COLUMNS + " from listed except select " + COLUMNS + " from listing"))
                    .isEqualTo("0");
            assertThat(count(filled, "select " + COLUMNS + " from listing except select " + COLUMNS + " from listed"))
                    .isEqualTo("0");
        }
    }

    private static String count(FilledOverview filled, String query) {
        return TestDatabase.value(filled.config(), "select count(*) from (" + query + ") found").orElseThrow();
    }
}
