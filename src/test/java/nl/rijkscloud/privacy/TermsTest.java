package nl.rijkscloud.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.List;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * Everything that can hold words or sealed bytes has a term: a new column is red here until somebody says in the
 * register when its content goes. Other types hold ids, times and counts.
 */
final class TermsTest {
    @Test
    void everyColumnWithWordsOrBytesHasATerm() {
        var vertx = Vertx.vertx();
        var database = Database.open(vertx, TestDatabase.fresh());
        try {
            assertThat(listed()).as("each once").doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(columns(database));
        } finally {
            database.close().await();
            vertx.close().await();
        }
    }

    private static List<String> listed() {
        return Register.all().stream().flatMap(kept -> kept.columns().stream()).toList();
    }

    private static List<String> columns(Database database) {
        return Database.run(database.client(), """
                select c.table_name || '.' || c.column_name as name
                from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
                where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                    and c.table_name <> 'flyway_schema_history'
                    and c.data_type not in ('uuid', 'boolean', 'smallint', 'integer', 'bigint', 'date',
                        'timestamp with time zone')
                    and c.udt_name <> 'int8multirange'""")
                .map(rows -> Rows.all(rows, row -> row.getString("name")))
                .await();
    }
}
