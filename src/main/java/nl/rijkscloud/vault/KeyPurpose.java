package nl.rijkscloud.vault;

import java.util.Locale;

/**
 * The purposes that have a random key of their own. The words stand in the database and in the associated data of
 * wrapped keys, and are never renamed.
 */
public enum KeyPurpose {
    /** MACs of the audit log. */
    AUDIT,
    /** Hashes of codes in text messages. */
    CODE,
    /** The lasting half of what seals messages that wait; the other half is a period key. */
    OUTBOX,
    /** Opens pending slots that versions before period keys sealed. */
    PENDING,
    /** Opens texts of requests that versions before period keys sealed. */
    OWN,
    /** Seals the share of each transfer. */
    SHARE,
    /** Pseudonyms in the audit log of people who were searched for. */
    SEARCHED_PERSON,
    /** Keyed hashes of what limits count. */
    THROTTLE;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Fails with {@link IllegalArgumentException} on a word of no purpose. */
    public static KeyPurpose of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
