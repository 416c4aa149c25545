package nl.rijkscloud.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TestDatabaseTest {
    @Test
    void everyDatabaseHasTheSchemaAndNobodyElsesRows() {
        var first = TestDatabase.fresh();
        TestDatabase.sql(first, "insert into department (email, name) values ('meldpunt@igj.nl', 'Meldpunt')");

        var second = TestDatabase.fresh();

        assertThat(TestDatabase.value(first, "select name from department")).contains("Meldpunt");
        assertThat(TestDatabase.value(second, "select name from department")).isEmpty();
    }
}
