package nl.rijkscloud.db;

import static org.assertj.core.api.Assertions.assertThat;

import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.Test;

final class SchemaTest {
    @Test
    void migrationThatLandedAfterAHigherNumberIsApplied() {
        var database = TestDatabase.fresh();
        TestDatabase.sql(database, """
                alter table document drop column scan_held_reason, drop column scan_decision;
                delete from flyway_schema_history where version = '167'""");
        assertThat(Schema.state(database)).isEqualTo(Schema.State.OLDER);

        Schema.migrate(database);

        assertThat(Schema.state(database)).isEqualTo(Schema.State.CURRENT);
        assertThat(TestDatabase.value(database, "select count(scan_decision) from document")).contains("0");
    }
}
