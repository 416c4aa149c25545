package nl.rijkscloud.db;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings that every connection sends to PostgreSQL when it begins: the limits of its purpose, and early notice of
 * a dead client. They are parameters of the session, so statements do not pay for them. A pooler that shares sessions
 * among clients drops them and is therefore refused, see decision 026.
 */
final class SessionSettings {
    private SessionSettings() {}

    /** Names and values of PostgreSQL; times in milliseconds unless the value has a unit. */
    static Map<String, String> of(Purpose purpose) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("application_name", "rijkscloud-" + purpose.word());
        settings.putAll(limits(purpose));
        settings.put("tcp_keepalives_idle", "10");
        settings.put("tcp_keepalives_interval", "5");
        settings.put("tcp_keepalives_count", "3");
        settings.put("tcp_user_timeout", "20000");
        settings.put("client_connection_check_interval", "5000");
        return settings;
    }

    private static Map<String, String> limits(Purpose purpose) {
        var limits = new LinkedHashMap<String, String>();
        limits.put("statement_timeout", Long.toString(purpose.statement().toMillis()));
        limits.put("lock_timeout", Long.toString(purpose.lock().toMillis()));
        limits.put("idle_in_transaction_session_timeout", Long.toString(purpose.idle().toMillis()));
        return limits;
    }

    /** The settings for JDBC, whose driver takes them as command-line options of the server. */
    static String options(Purpose purpose) {
        return of(purpose).entrySet().stream()
                .filter(setting -> !setting.getKey().equals("application_name"))
                .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
    }

    /**
     * A query that returns true if the session has its limits; false means that something between the portal and
     * PostgreSQL dropped them.
     */
    static String hold(Purpose purpose) {
        return limits(purpose).entrySet().stream()
                .map(limit -> "(select setting = '" + limit.getValue() + "' from pg_settings where name = '"
                        + limit.getKey() + "')")
                .collect(Collectors.joining(" and ", "select ", " as hold"));
    }
}
