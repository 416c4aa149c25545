package nl.rijkscloud.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TestDatabaseTest {
    @Test
    void everyDatabaseHasTheSchemaAndNoForeignRows() {
        var first = TestDatabase.fresh();
        TestDatabase.sql(first, "insert into department (email, name) values ('meldpunt@igj.nl', 'Meldpunt')");

        var second = TestDatabase.fresh();

        assertThat(TestDatabase.value(first, "select name from department")).contains("Meldpunt");
        assertThat(TestDatabase.value(second, "select name from department")).isEmpty();
    }

    /** The embedded server's own default is off, which once made figures and tests of durability worthless. */
    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
    void durableDatabaseSyncs(String setting) {
        assertThat(TestDatabase.value(TestDatabase.durable(), "show " + setting)).contains("on");
    }
}
