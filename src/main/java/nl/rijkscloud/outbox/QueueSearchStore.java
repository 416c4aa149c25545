package nl.rijkscloud.outbox;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.List;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.db.StatementTime;
import nl.rijkscloud.kernel.Failure;

/**
 * The searches of the operator among messages that wait or have failed, oldest first. Each reads about as many rows as
 * it returns, whatever the length of the queues: by transfer, by recipient, or from each group of messages of one
 * channel, kind and state. There are some dozens of groups at most.
 */
final class QueueSearchStore {
    private static final Duration MOST_TIME = Duration.ofSeconds(1);

    /** The same words as in the indexes {@code outbox_open_of_person} and {@code outbox_open}. */
    private static final String OPEN =
            "state in ('waiting', 'refused', 'expired', 'unknown', 'lost') and dismissed_at is null";
    /** A text message in an unknown state needs no operator, see {@link QueueStore}. */
    private static final String MATCHES = """
            (state <> 'unknown' or channel = 'mail') and ($2::text is null or channel = $2)
                and ($3::text[] is null or template = any($3)) and ($4::text is null or state = $4)""";

    static final String OF_PERSON = """
            select %s from outbox where lower(recipient) = $5 and %s and %s
            order by created_at, id limit $1""".formatted(QueueStore.COLUMNS, OPEN, MATCHES);

    /** Materialized, so that no index in the order of time is read through for one transfer. */
    static final String OF_TRANSFER = """
            with mine as materialized (
                select * from outbox
                where transfer_id = (select t.id from transfer t where t.number = $5 and t.erased_at is null))
            select %s from mine where %s and %s
            order by created_at, id limit $1""".formatted(QueueStore.COLUMNS, OPEN, MATCHES);

    /** Jumps in the index from each group to the next. */
    private static final String GROUPS = """
            with recursive groups as (
                (select channel, template, state from outbox where %1$s order by channel, template, state limit 1)
                union all
                select one.channel, one.template, one.state from groups g cross join lateral (
                    select channel, template, state from outbox
                    where %1$s and (channel, template, state) > (g.channel, g.template, g.state)
                    order by channel, template, state limit 1) one)
            """.formatted(OPEN);

    static final String OF_GROUPS = GROUPS + """
            select one.* from (select * from groups where %s) chosen cross join lateral (
                select %s from outbox
                where %s and channel = chosen.channel and template = chosen.template and state = chosen.state
                order by created_at, id limit $1) one
            order by created_at, id limit $1""".formatted(MATCHES, QueueStore.COLUMNS, OPEN);

    static final String KINDS = GROUPS + """
            select distinct template from groups where (state <> 'unknown' or channel = 'mail') order by template""";

    /** Fails with {@code BUSY} if it takes longer than a second. */
    Future<List<Queue.Item>> search(SqlClient tx, QueueQuestion question, int limit) {
        return StatementTime.limit(tx, MOST_TIME)
                .compose(limited -> find(tx, question, limit))
                .recover(failure -> Future.failedFuture(StatementTime.isOver(failure)
                        ? Failure.of(Failure.Kind.BUSY, "busy", "The search took too long.") : failure))
                .compose(found -> StatementTime.unlimit(tx).map(found));
    }

    private static Future<List<Queue.Item>> find(SqlClient tx, QueueQuestion question, int limit) {
        var channel = question.channelInSql();
        var kinds = question.kindsInSql();
        var state = question.stateInSql();
        var rows = question.transferNumber().isPresent()
                ? run(tx, OF_TRANSFER, limit, channel, kinds, state, question.transferNumber().get())
                : question.recipient().isPresent()
                ? run(tx, OF_PERSON, limit, channel, kinds, state, question.recipient().get().key())
                : run(tx, OF_GROUPS, limit, channel, kinds, state);
        return rows.map(found -> Rows.all(found, QueueStore::item));
    }

    /** Returns the kinds of messages that wait or have failed. */
    Future<List<String>> kinds(SqlClient db) {
        return run(db, KINDS).map(rows -> Rows.all(rows, row -> row.getString("template")));
    }
}
