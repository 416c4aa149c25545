package nl.rijkscloud.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import nl.rijkscloud.kernel.Cursor;
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

    /** A search reads the newest 10,000, reports that, and its next page continues with older ones. */
    @Test
    void searchReportsItsWindowAndContinues() {
        try (var filled = new FilledOverview(24_000)) {
            var absent = filled.page(OverviewBenchmark.Asked.of(FilledOverview.NEWEST,
                    OverviewBenchmark.words("nergens")));
            assertThat(absent.lines()).isEmpty();
            assertThat(absent.onlyNewest()).contains(RecentStore.NEWEST);

            var older = filled.page(new OverviewBenchmark.Asked(FilledOverview.NEWEST,
                    OverviewBenchmark.words("nergens"), absent.next().flatMap(Cursor::of)));
            assertThat(older.onlyNewest()).isEmpty();
            assertThat(older.next()).isEmpty();

            var common = filled.page(OverviewBenchmark.Asked.of(FilledOverview.NEWEST,
                    OverviewBenchmark.words("linde")));
            assertThat(common.lines()).hasSize(FilledOverview.PAGE);
            assertThat(common.onlyNewest()).isEmpty();
            assertThat(common.next()).isPresent();
        }
    }

    private static String count(FilledOverview filled, String query) {
        return TestDatabase.value(filled.config(), "select count(*) from (" + query + ") found").orElseThrow();
    }
}
