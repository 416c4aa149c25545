package nl.rijkscloud.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * A page of somebody's transfers or letters takes as much from the database however many there are, of them and of
 * others. By hand with a million:
 *
 * <pre>mvn test -Dtest=SearchCostTest -Dsearch.many=1000000</pre>
 */
final class SearchCostTest {
    private static final int FEW = 1_000;
    private static final int MANY = Integer.getInteger("search.many", 30_000);
    private static final Pattern SHARED = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    @Test
    void costOfAPageDoesNotGrowWithTheNumberOfTransfers(TestReporter reporter) {
        var few = blocks(FEW);
        var many = blocks(MANY);

        few.forEach((what, blocks) -> {
            reporter.publishEntry(what, blocks + " blocks of " + FEW + ", " + many.get(what) + " of " + MANY);
            assertThat(many.get(what)).as(what)
                    .isLessThanOrEqualTo(2 * blocks + 50); // an index may have become a level deeper
        });
    }

    /** For a person in every transfer, one in every twentieth, and one in none. */
    private static Map<String, Long> blocks(int transfers) {
        try (var fixture = new PrivacyFixture()) {
            fill(fixture, transfers);
            var blocks = new TreeMap<String, Long>();
            var newest = fixture.value("select id from transfer order by created_at desc limit 1");
            for (var who : new String[] {"meldpunt@igj.nl", "p7@zorg.nl", "+31612345678", "niemand@example.org"}) {
                blocks.put("transfers of " + who, read(fixture, PersonStore.TRANSFERS
                        .replace("$1", "'" + who + "'").replace("$2::uuid[]", "array[]::uuid[]")
                                .replace("$3", "timestamptz '9999-01-01'")
                        .replace("$4", "'00000000-0000-0000-0000-000000000000'::uuid").replace("$5", "26")));
                blocks.put("letters of " + who, read(fixture, PersonStore.MESSAGES
                        .replace("$1", "'" + who + "'").replace("$2", "timestamptz '9999-01-01'")
                        .replace("$3", "'00000000-0000-0000-0000-000000000000'::uuid").replace("$4", "26")));
            }
            for (var view : new String[] {"appearing", "listed"}) { // the triggers' query at each change
                blocks.put("what is " + view
                        + " of one transfer",
                        read(fixture, "select * from " + view + " where transfer_id = '" + newest + "'"));
            }
            return blocks;
        }
    }

    private static void fill(PrivacyFixture fixture, int transfers) {
        TestDatabase.sql(fixture.config, """
                alter table transfer disable trigger user;
                alter table recipient disable trigger user;
                insert into transfer (id, kind, state, language, sender_name, sender_email, sender_phone, contact_name,
                    contact_email, created_at, expires_at)
                select gen_random_uuid(), 'submitted', case when n %% 2 = 0 then 'delivered'
                    else 'destroyed' end, 'nl', 'P', 'p' || n %% 20 || '@zorg.nl',
                    case when n %% 10 = 0 then '06 12345678' end, 'M', 'Meldpunt@igj.nl', timestamptz '2024-01-01' + n *
                        interval '1 minute', now()
                from generate_series(1, %d) n;
                insert into recipient (id, transfer_id, position, name, email, outsider)
                    select gen_random_uuid(), id, 0, 'M', contact_email, false from transfer;
                insert into event (transfer_id, at, kind) select id, now(), 'destroyed' from transfer
                    where state = 'destroyed';
                insert into outbox (id, channel, transfer_id, template, language, recipient, due_at, expires_at,
                    created_at)
                select gen_random_uuid(), 'mail', id, 'confirmation', 'nl', to_address, now(), now(), created_at
                from transfer, lateral (values (sender_email), (contact_email)) as who (to_address);
                alter table transfer enable trigger user;
                alter table recipient enable trigger user;
                insert into appearance (person, created_at, transfer_id) select person, created_at, transfer_id
                    from appearing""".formatted(transfers));
        TestDatabase.sql(fixture.config, "vacuum analyze");
    }

    /** Database pages that were touched, cached or not: equal on an idle machine and a busy one. */
    private static long read(PrivacyFixture fixture, String statement) {
        return fixture.database.run("explain (analyze, buffers, costs off, timing off) " + statement)
                .map(rows -> Rows.all(rows, row -> row.getString(0))).await().stream()
                .map(SHARED::matcher).filter(Matcher::find).findFirst()
                .map(found -> IntStream.of(1, 2).mapToObj(found::group).filter(Objects::nonNull)
                        .mapToLong(Long::parseLong).sum())
                .orElseThrow();
    }
}
