package nl.rijkscloud.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The context of the operator's file: its folder, the environment, the keys without a default, and the mistakes found.
 *
 * @param folder the base of relative paths
 * @param settings the values read so far, by key
 */
record ConfigSource(
        Path folder, Map<String, String> environment, ConfigErrors mistakes, Map<String, Setting> settings) {
    /** Keys whose values may hold a secret besides what their name says. */
    private static final List<String> CONFIDENTIAL = List.of("sms.url");

    /** Keys that the operator must set. */
    private static final List<String> REQUIRED = List.of(
            "organisation.name", "organisation.fullName", "organisation.phone", "organisation.phoneHours",
            "organisation.domains", "organisation.contactName", "organisation.contactEmail",
            "organisation.securityContact", "server.publicUrl", "database.uri", "database.user", "database.password",
            "masterKey", "storage.folder", "mail.host", "sms.url",
            "sms.provider.answer.accepted", "sms.provider.callback.signature.header",
            "sms.provider.callback.timestamp.header", "sms.provider.callback.status",
            "sms.provider.callback.delivered");

    private static final String MASTER_KEY = "RIJKSCLOUD_MASTER_KEY_FILE";
    private static final String PREVIOUS_MASTER_KEY = "RIJKSCLOUD_PREVIOUS_MASTER_KEY_FILE";
    private static final Map<String, String> SECRET_FILES = Map.of(
            "database.password", "RIJKSCLOUD_DATABASE_PASSWORD_FILE",
            "mail.password", "RIJKSCLOUD_MAIL_PASSWORD_FILE",
            "sms.token", "RIJKSCLOUD_SMS_TOKEN_FILE",
            "staff.oidc.clientSecret", "RIJKSCLOUD_OIDC_SECRET_FILE",
            "proxy.password", "RIJKSCLOUD_PROXY_PASSWORD_FILE",
            "sms.callbackSecret", "RIJKSCLOUD_SMS_CALLBACK_SECRET_FILE");

    /** The names of all environment variables that mean something here. */
    static Set<String> variables() {
        var names = new TreeSet<>(SECRET_FILES.values());
        names.add(MASTER_KEY);
        names.add(PREVIOUS_MASTER_KEY);
        names.add(UnknownNames.VARIABLE);
        names.add("RIJKSCLOUD_LOG_LEVEL"); // logback.xml reads it
        return names;
    }

    /** Remembers a value for people to look at. An address keeps its secrets in the part after the question mark. */
    void remember(String path, Optional<String> value, Setting.Origin origin) {
        var shown = CONFIDENTIAL.contains(path) ? value.map(text -> text.replaceFirst("[?].*", "?…")) : value;
        var isGiven = shown.filter(text -> !text.isEmpty());
        settings.put(path, new Setting(path, isGiven, isGiven.isPresent(), false, origin));
    }

    /** Takes back the value of a secret; people see only if there is one. */
    void hide(String path) {
        settings.computeIfPresent(path, (key, read) ->
                new Setting(key, Optional.empty(), read.given(), true, read.origin()));
    }

    boolean required(String path) {
        return REQUIRED.contains(path);
    }

    /**
     * The environment's value for the key. It overrides the file, as an orchestrator's secrets override an image's
     * settings.
     */
    Optional<String> override(String path) {
        if (path.equals("masterKey")) {
            return variable(MASTER_KEY);
        }
        if (path.equals("previousMasterKey")) {
            return variable(PREVIOUS_MASTER_KEY);
        }
        return Optional.ofNullable(SECRET_FILES.get(path))
                .flatMap(name -> variable(name).flatMap(file -> secret(path, name, file)));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private Optional<String> secret(String path, String name, String file) {
        try {
            var secret = Files.readString(Path.of(file)).stripTrailing();
            if (secret.isEmpty()) {
                mistakes.add(path, "the file that " + name + " names is empty: " + file);
            }
            return Optional.of(secret);
        } catch (IOException | InvalidPathException unreadable) {
            mistakes.add(path, "the file that " + name + " names cannot be read: " + file);
            return Optional.of("");
        }
    }
}
