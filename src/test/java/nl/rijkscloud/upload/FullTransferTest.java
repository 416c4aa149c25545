package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.RowsRead;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transfer with thousands of documents. */
final class FullTransferTest {
    private static final JsonObject MANY = new JsonObject()
            .put("documents", new JsonObject().put("maxPerTransfer", 5000));

    @Test
    void addingADocumentReadsNoneOfTheOthers(@TempDir Path folder) throws Exception {
        var database = TestDatabase.fresh();
        try (var portal = DemoPortal.start(DemoOptions.in(folder).on(database).with(MANY))) {
            var sender = SenderJourney.begin(portal);
            TusUpload.create(sender.browser(), "eerste.txt", 1000);
            TestDatabase.sql(database, """
                    insert into document (id, transfer_id, state, length, entry, created_at, updated_at)
                    select gen_random_uuid(), t.id, 'receiving', 1000, '\\x00', now(), now()
                        from transfer t, generate_series(1, 3000)""");
            var rows = RowsRead.of("document", database);

            TusUpload.create(sender.browser(), "laatste.txt", 1000);

            assertThat(rows.mostInATransaction()).isLessThan(20);
            assertThat(TestDatabase.value(database, "select documents_held from transfer")).contains("3002");
        }
    }

    @Test
    void numberOfDocumentsIsKeptWhenTheyAreAddedAndDeleted() {
        var database = TestDatabase.fresh();
        TestDatabase.sql(database, """
                insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name, contact_email,
                    created_at, expires_at)
                select gen_random_uuid(), 'submitted', 'open', 'nl', 'a', 'a@a.nl', 'b', 'b@igj.nl', now(), now()
                    from generate_series(1, 2)""");
        TestDatabase.sql(database, """
                insert into document (id, transfer_id, state, length, entry, created_at, updated_at)
                select gen_random_uuid(), t.id, 'receiving', n, '\\x00', now(), now()
                    from transfer t, generate_series(1, 5) as n""");
        TestDatabase.sql(database, "delete from document where length > 3");

        assertThat(TestDatabase.value(database, "select string_agg(documents_held::text, ',') from transfer"))
                .contains("3,3");
        TestDatabase.sql(database, "delete from transfer");
    }
}
