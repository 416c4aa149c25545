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
 */
record ConfigSource(Path folder, Map<String, String> environment, ConfigErrors mistakes) {
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
        names.add(UnknownNames.VARIABLE);
        names.add("RIJKSCLOUD_LOG_LEVEL"); // logback.xml reads it
        return names;
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
