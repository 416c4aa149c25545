package nl.rijkscloud.keys;

import nl.rijkscloud.vault.KeyPurpose;

/** The keys cannot be opened until an operator has mended something; the message names it and holds no secret. */
public final class KeysRefused extends RuntimeException {
    public static final String OTHER_MASTER =
            "masterKey: this is not the key that the database was used with; put the right file back";

    private static final long serialVersionUID = 1;

    KeysRefused(String sentence) {
        super(sentence, null, false, false);
    }

    static KeysRefused changed(KeyPurpose purpose) {
        return new KeysRefused("database: the key for " + purpose.word() + " in purpose_key does not open with the"
                + " master key, so it was changed; restore that table from a backup");
    }

    static KeysRefused missing(KeyPurpose purpose) {
        return new KeysRefused("database: the key for " + purpose.word() + " is missing from purpose_key; restore that"
                + " table from a backup");
    }

    /** Never null: it was made with a sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
