package nl.rijkscloud.oversight;

/**
 * A question that staff ask of their transfers every day. {@link RecentStore} puts its condition to the transfer {@code
 * t}, its request {@code q} and the moment {@code $1}.
 */
enum Tab {
    /** Delivered to us, and opened by nobody. */
    NEW("t.state = 'delivered' and t.kind <> 'sent' and t.opened_at is null"),
    /** Requests without an answer. */
    WAITING("t.state = 'open' and t.kind = 'requested' and q.answered_at is null"),
    /** Sent by us, and not downloaded completely. */
    UNCOLLECTED("t.state = 'delivered' and t.kind = 'sent' and t.downloaded_at is null"),
    /** The other party still has something to do, and its time is over within a week. */
    ENDING("""
            t.expires_at < $1::timestamptz + interval '7 days' and t.downloaded_at is null and (t.state = 'delivered' \
            or t.state = 'open' and t.kind = 'requested' and q.answered_at is null)"""),
    /** Nothing was delivered, or a mail or text did not arrive and nobody has put that aside. */
    FAILED("""
            (t.state = 'refused' or t.state in ('open', 'submitted', 'delivered') and exists (
                select from outbox o where o.transfer_id = t.id and o.dismissed_at is null
                    and (o.state in ('refused', 'expired', 'unknown', 'lost') or o.delivery = 'failed')))""");

    /** SQL; it holds for the transfers of this tab. */
    final String condition;

    Tab(String condition) {
        this.condition = condition;
    }
}
