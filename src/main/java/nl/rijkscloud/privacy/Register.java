package nl.rijkscloud.privacy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import nl.rijkscloud.config.Config;

/**
 * Everything that is kept, the place in which it is kept, and the rule that ends it. The list is the only one: the page
 * of the privacy officer shows it, and a test holds each column of the database that can name somebody against it.
 */
final class Register {
    /** Kind of data, place, term, and the columns of one table; the texts have words for the first three. */
    private static final String LIST = """
            documents     | store    | transfer-end  |
            documents     | database | transfer-end  | document rest entry digests item judgement scan ciphertext_sums
            documents     | database | transfer-end  | announced entry
            documents     | database | transfer-end  | stored_blob header
            leftovers     | store    | quarantine    |
            contents      | database | transfer-end  | transfer message manifest
            contents      | database | transfer-end  | request asked
            contents      | database | transfer-end  | statement sealed
            keys          | database | transfer-end  | transfer share
            keys          | database | transfer-end  | link id
            keys          | database | transfer-end  | slot link_id sealed
            period-keys   | folder   | period-key    |
            first-codes   | database | transfer-end  | recipient_code link_id hash
            codes         | database | code          | code session_id hash
            mails         | database | settlement    | outbox payload
            parties       | database | people        | transfer sender_name sender_email sender_organisation sender_phone
            parties       | database | people        | transfer contact_name contact_email
            parties       | database | people        | recipient name email mobile
            parties       | database | people        | request reference
            parties       | database | people        | claim department_email
            parties       | database | people        | legal_hold reason
            parties       | database | people        | appearance person
            parties       | database | people        | listing viewer party
            addressees    | database | people        | outbox recipient refusal provider_id
            ends          | database | people        | statement plain
            bounces       | database | bounce        | bounce_address hash
            accounts      | database | closed        | staff email name mobile password_hash roles identity
            accounts      | database | closed        | department_member department_email
            audit         | database | audit         | audit_entry actor source
            audit         | database | minute        | audit_tally actor source
            sessions      | database | session       | session id provider_session
            sessions      | database | session       | session_grant session_id link_id sealed_key
            sessions      | database | session       | download session_id
            sessions      | browser  | session       |
            staff-sessions | browser | staff-session |
            browsers      | database | browser       | known_browser id
            browsers      | browser  | browser       |
            networks      | database | network       | familiar_network key
            sign-ins      | database | hour          | sign_in_used id
            sign-ins      | database | hour          | provider_logout id identity provider_session
            counters      | database | day           | throttle key
            counters      | database | day           | throttle_part key
            ledger        | folder   | ledger        |
            contacts      | database | contact-unused | contact name organisation email mobile
            contacts      | database | contact-unused | contact language department
            templates     | database | removal       | template department kind name content
            departments   | database | removal       | department email name
            statistics    | database | none          | figure kind department what band
            statistics    | database | none          | new_figure kind department what band
            awaited       | database | transfer-end  | awaited what kind department
            copies        | holder   | outside       |
            logs          | log      | outside       |
            backups       | backup   | outside       |
            day-heads     | database | none          | day_head hash signed
            figures       | database | none          | audit_entry action result subject unit mac statement
            figures       | database | none          | audit_mark name mac seal
            figures       | database | none          | audit_tally action result subject
            figures       | database | none          | checklist_item state
            figures       | database | none          | chore name
            figures       | database | none          | document state refusal scan_state scan_held_reason scan_decision
            figures       | database | none          | event kind
            figures       | database | none          | installation key_check purposes recovery_key
            figures       | database | none          | owed_destruction documents
            figures       | database | none          | purpose_key purpose master wrapped
            figures       | database | none          | key_server master
            figures       | database | none          | key_generation purpose
            figures       | database | none          | link kind
            figures       | database | none          | maintenance note
            figures       | database | none          | news kind
            figures       | database | none          | listing kind state
            figures       | database | none          | outbox channel template language state delivery delivery_code
            figures       | database | none          | recipient code_means
            figures       | database | none          | recipient_code means
            figures       | database | none          | scrub_finding kind
            figures       | database | none          | session_grant kind
            figures       | database | none          | slot kind
            figures       | database | none          | statement kind hash
            figures       | database | none          | transfer kind state language number
            """;

    private static final List<Kept> ALL = LIST.lines().map(Kept::of).toList();

    private Register() {}

    /** Places in which something is kept. */
    enum Place {
        DATABASE,
        /** The folder or bucket of the sealed documents. */
        STORE,
        /** A folder of its own beside the documents. */
        FOLDER,
        BROWSER,
        /** The person who downloaded a signed statement. */
        HOLDER,
        LOG,
        BACKUP
    }

    /** @param columns of one table, as {@code table.column}; empty outside the database */
    record Kept(String what, Place place, Term term, List<String> columns) {
        private static Kept of(String line) {
            var parts = line.split("\\|", -1);
            var names = parts[3].strip().split(" ");
            return new Kept(parts[0].strip(), Place.valueOf(parts[1].strip().toUpperCase(Locale.ROOT)),
                    Term.valueOf(parts[2].strip().replace('-', '_').toUpperCase(Locale.ROOT)),
                    Arrays.stream(names).skip(1).map(column -> names[0] + "." + column).toList());
        }

        private boolean isShownWith(Kept other) {
            return what.equals(other.what) && place == other.place && term == other.term;
        }
    }

    static List<Kept> all() {
        return ALL;
    }

    /** One object for each kind of data, place and term, in the order of the list; nothing that is switched off. */
    static JsonArray toJson(Config config) {
        var items = new JsonArray();
        for (var i = 0; i < ALL.size(); i++) {
            var kept = ALL.get(i);
            var used = kept.term() != Term.BOUNCE || config.bounce().isPresent();
            if (used && (i == 0 || !kept.isShownWith(ALL.get(i - 1)))) {
                items.add(new JsonObject()
                        .put("what", kept.what())
                        .put("place", kept.place().name().toLowerCase(Locale.ROOT))
                        .put("term", kept.term().word())
                        .put("setting", kept.term().setting().orElse(null))
                        .put("seconds", kept.term().length(config).map(Duration::toSeconds).orElse(null))
                        .put("tables", tables(kept)));
            }
        }
        return items;
    }

    private static JsonArray tables(Kept kept) {
        return new JsonArray(ALL.stream().filter(kept::isShownWith)
                .flatMap(one -> one.columns().stream().limit(1).map(name -> name.substring(0, name.indexOf('.'))))
                .distinct().toList());
    }
}
