package nl.rijkscloud.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import nl.rijkscloud.config.Config;

/** PostgreSQL's work for a statement, in rows: a measure that is the same on a busy machine and on an idle one. */
public final class Explained {
    private Explained() {}

    /** The number of rows that the statement reads from tables, including discarded ones. The statement is executed. */
    public static long rowsTouched(Config.Database database, String sql, List<?> values) {
        var literal = sql;
        for (var number = values.size(); number > 0; number--) {
            literal = literal.replace("$" + number, "'" + values.get(number - 1) + "'");
        }
        var plan = TestDatabase.value(database, "explain (analyze, format json, timing off, costs off) " + literal)
                .orElseThrow();
        return touched(new JsonArray(plan).getJsonObject(0).getJsonObject("Plan"));
    }

    private static long touched(JsonObject node) {
        var below = node.getJsonArray("Plans", new JsonArray()).stream()
                .mapToLong(plan -> touched((JsonObject) plan)).sum();
        var read = node.containsKey("Relation Name") && node.getString("Node Type").endsWith("Scan");
        return below + (read ? Math.round((rows(node, "Actual Rows") + rows(node, "Rows Removed by Filter")
                + rows(node, "Rows Removed by Index Recheck")) * rows(node, "Actual Loops")) : 0);
    }

    private static double rows(JsonObject node, String name) {
        return node.getDouble(name, 0.0);
    }
}
