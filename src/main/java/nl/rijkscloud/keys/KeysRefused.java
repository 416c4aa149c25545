package nl.rijkscloud.keys;

import nl.rijkscloud.vault.KeyPurpose;

/** The keys cannot be opened until an operator has mended something; the message names it and holds no secret. */
public final class KeysRefused extends RuntimeException {
    public static final String OTHER_MASTER =
            "masterKey: this is not the key that the database was used with; put the right file back";

    static final String OTHER_BOTH = "masterKey: neither this nor previousMasterKey is the key that the database"
            + " was used with; put the right files back";
    static final String NO_PREVIOUS = "previousMasterKey: is not set; name the file of the key that masterKey replaces";
    static final String OTHER_PREVIOUS =
            "previousMasterKey: this is not the key that the database was used with; put the right file there";
    static final String NOT_ROTATED = "masterKey: does not open every key yet; run key rotate first";

    private static final long serialVersionUID = 1;

    KeysRefused(String sentence) {
        super(sentence, null, false, false);
    }

    static KeysRefused serversBehind(int servers) {
        return new KeysRefused("masterKey: " + servers + " running servers have another one; restart them with the new"
                + " key, or wait five minutes after they have stopped");
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
