package nl.rijkscloud.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * Everything that can hold words or sealed bytes has a term: a new column is red here until somebody says when its
 * content goes. Other types hold ids, times and counts.
 */
final class TermsTest {
    private static final String TERMS = """
            the transfer's end            | announced entry
            the transfer's end            | document rest entry digests item judgement scan
            the transfer's end            | link id
            the transfer's end            | recipient_code link_id hash
            the transfer's end            | request asked
            the transfer's end            | slot link_id sealed
            the transfer's end            | stored_blob header
            the transfer's end            | statement sealed
            the transfer's end            | transfer share message manifest
            its settlement                | outbox payload
            retention.people              | appearance person
            retention.people              | listing viewer party
            retention.people              | outbox recipient refusal provider_id
            retention.people              | recipient name email mobile
            retention.people              | request reference
            retention.people              | claim department_email
            retention.people              | transfer sender_name sender_email sender_organisation sender_phone
            retention.people              | transfer contact_name contact_email
            retention.people, once closed | staff email name mobile password_hash roles identity
            retention.people, once closed | department_member department_email
            audit.retention               | audit_entry actor source
            a minute                      | audit_tally actor source
            sessions.absolute             | session id
            sessions.absolute             | session_grant session_id link_id sealed_key
            sessions.absolute             | download session_id
            bounce.addressLife            | bounce_address hash
            codes.lifetime                | code session_id hash
            ninety days                   | known_browser id
            ninety days                   | familiar_network key
            an hour                       | sign_in_used id
            the period that it counts     | throttle key
            the period that it counts     | throttle_part key
            no person                     | audit_entry action result subject unit mac statement
            no person                     | audit_mark name mac seal
            no person                     | audit_tally action result subject
            no person                     | checklist_item state
            no person, until its removal  | template department kind name content
            no person                     | department email name
            no person                     | document state refusal scan_state
            no person                     | event kind
            no person                     | installation key_check purposes
            no person                     | purpose_key purpose master wrapped
            no person                     | key_server master
            no person                     | link kind
            no person                     | maintenance note
            no person                     | listing kind state
            no person                     | outbox channel template language state delivery delivery_code
            no person                     | session_grant kind
            no person                     | slot kind
            no person                     | statement kind hash
            no person                     | transfer kind state language number
            """;

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
        return TERMS.lines().map(line -> line.split("\\|")[1].strip().split(" "))
                .flatMap(names -> Arrays.stream(names).skip(1).map(column -> names[0] + "." + column))
                .toList();
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
