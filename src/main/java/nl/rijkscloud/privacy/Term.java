package nl.rijkscloud.privacy;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import nl.rijkscloud.config.Config;
import org.jspecify.annotations.Nullable;

/** The rules by which data ends, with the times of the live configuration. */
enum Term {
    /** The end of the transfer, which no extension moves beyond the maximum. */
    TRANSFER_END("retention.maximum", config -> config.retention().maximum()),
    SETTLEMENT("mail.retryFor", config -> config.mail().retryFor()),
    PEOPLE("retention.people", config -> config.retention().people()),
    /** Counted from the day on which an account is closed. */
    CLOSED("retention.people", config -> config.retention().people()),
    /** Counted from the day on which a contact was last used. */
    CONTACT_UNUSED("retention.contacts", config -> config.retention().contacts()),
    AUDIT("audit.retention", config -> config.audit().retention()),
    SESSION("sessions.absolute", config -> config.sessions().absolute()),
    STAFF_SESSION("sessions.staffAbsolute", config -> config.sessions().staffAbsolute()),
    CODE("codes.lifetime", config -> config.codes().lifetime()),
    ACTIVATION("codes.activation", config -> config.codes().activation()),
    BROWSER("staff.attempts.browserLife", config -> config.staff().attempts().browserLife()),
    LEDGER("ledger.keep", config -> config.ledger().keep()),
    QUARANTINE("storage.quarantine", config -> config.storage().quarantine()),
    /** Without a mailbox of bounces nothing of this kind is kept. */
    BOUNCE("bounce.addressLife", config -> config.bounce().map(Config.Bounce::addressLife).orElse(null)),
    NETWORK(Duration.ofDays(30)),
    PERIOD_KEY(Duration.ofHours(25)),
    DAY(Duration.ofDays(1)),
    HOUR(Duration.ofHours(1)),
    MINUTE(Duration.ofMinutes(1)),
    /** Somebody removes it by hand. */
    REMOVAL(null),
    /** The organisation sets the term outside the portal. */
    OUTSIDE(null),
    /** It holds no personal data. */
    NONE(null);

    private final Optional<String> setting;
    private final Function<Config, Optional<Duration>> length;

    Term(String setting, Function<Config, @Nullable Duration> length) {
        this.setting = Optional.of(setting);
        this.length = config -> Optional.ofNullable(length.apply(config));
    }

    Term(@Nullable Duration fixed) {
        setting = Optional.empty();
        length = config -> Optional.ofNullable(fixed);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The key in the configuration that sets it. */
    Optional<String> setting() {
        return setting;
    }

    /** Empty if no clock ends it. */
    Optional<Duration> length(Config config) {
        return length.apply(config);
    }
}
