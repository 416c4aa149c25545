package nl.rijkscloud.oversight;

/**
 * A question that staff ask of their transfers every day. {@link RecentStore} puts its condition to the transfer {@code
 * t}, its request {@code q} and its {@code claim}, the person {@code me} with their {@code mark}, and the moment {@code
 * $1}.
 */
enum Tab {
    /** Delivered to us, and opened by nobody. */
    NEW("t.state = 'delivered' and t.kind <> 'sent' and t.opened_at is null"),
    /** Delivered to us since this person last looked at it, or marked by them. */
    UNREAD(Tab.UNREAD_BY_ME),
    /** Taken up by this person, and not ended. */
    CLAIMED("(claim.staff_id = me.id and t.state not in ('withdrawn', 'destroyed'))"),
    /** Delivered to a department, and taken up by nobody. */
    UNCLAIMED("""
            (t.state = 'delivered' and t.kind <> 'sent' and claim.staff_id is null and exists (
                select from recipient r join department d on d.email = lower(r.email)
                where r.transfer_id = t.id and not r.outsider and r.replaced_at is null))"""),
    /** Requests without an answer, and checklists with an answer in part. */
    WAITING("t.state = 'open' and t.kind = 'requested' and " + Tab.UNANSWERED),
    /** Sent by us, and not downloaded completely. */
    UNCOLLECTED("t.state = 'delivered' and t.kind = 'sent' and t.downloaded_at is null"),
    /** The other party still has something to do, and its time is over within a week. */
    ENDING("""
            t.expires_at < $1::timestamptz + interval '7 days' and t.downloaded_at is null and (t.state = 'delivered' \
            or t.state = 'open' and t.kind = 'requested' and\s""" + Tab.UNANSWERED + ")"),
    /** Nothing was delivered, or a mail or text did not arrive and nobody has dismissed that. */
    FAILED("(t.state = 'refused' or t.state in ('open', 'submitted', 'delivered') and exists ("
            + "select from outbox o where o.transfer_id = t.id and " + ListingStore.FAILED + "))");

    /** An ended transfer has nothing to read, nor has one that the person sent. Without a person nothing is unread. */
    static final String UNREAD_BY_ME = """
            (t.state not in ('withdrawn', 'destroyed') and case
                when mark.staff_id is not null and mark.seen_at is null then true
                when t.kind = 'sent' and t.owner_id = me.id then false
                else t.delivered_at > coalesce(mark.seen_at, me.unread_from, me.created_at) end) is true""";

    private static final String UNANSWERED = """
            (q.answered_at is null or exists (select from checklist_item i where i.series = q.series))""";

    /** SQL; it holds for the transfers of this tab. */
    final String condition;

    Tab(String condition) {
        this.condition = condition;
    }
}
