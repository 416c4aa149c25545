package nl.rijkscloud.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.db.Rows;

/** Writes a query as SQL with only the conditions it has, so that PostgreSQL finds the fitting index. */
record Selection(String where, List<Object> values) {
    static final Selection ALL = new Selection("", List.of());

    /** Selects lines among the numbers above {@code after} and up to {@code until}. */
    Selection between(long after, long until) {
        var more = new ArrayList<>(values);
        more.add(after);
        more.add(until);
        var range = "seq > $" + (more.size() - 1) + " and seq <= $" + more.size();
        return new Selection((where.isEmpty() ? " where " : where + " and ") + range, more);
    }

    static Selection of(AuditQuery query) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        add(conditions, values, "at >=", query.from().map(Rows::time));
        add(conditions, values, "at <", query.to().map(Rows::time));
        add(conditions, values, "actor_id =", query.actor());
        add(conditions, values, "transfer_id =", query.transfer());
        // as its index has it
        add(conditions, values, "subject in ('account', 'person') and subject_id =", query.subject());
        add(conditions, values, "action =", query.action().map(Action::word));
        add(conditions, values, "seq <", query.before());
        return conditions.isEmpty() ? ALL : new Selection(" where " + String.join(" and ", conditions), values);
    }

    private static void add(List<String> conditions, List<Object> values, String condition, Optional<?> value) {
        value.ifPresent(present -> {
            values.add(present);
            conditions.add(condition + " $" + values.size());
        });
    }
}
