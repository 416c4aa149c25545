package nl.rijkscloud.oversight;

/** The orders of a list; within each of them the newest transfer comes first. */
enum Sort {
    DATE(""),
    /** Transfers that wait for the other party first, the nearest deadline on top. */
    DEADLINE("t.state not in ('open', 'delivered') or t.downloaded_at is not null, t.expires_at,"),
    /** The name by which a row is shown. */
    NAME("""
            folded(case t.kind when 'sent' then t.contact_name
                else coalesce(t.sender_organisation, t.sender_name) end),"""),
    SIZE("t.bytes_held desc,");

    /** SQL that stands before the order by date. */
    final String order;

    Sort(String order) {
        this.order = order;
    }
}
