package nl.rijkscloud.vault;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Opens content that earlier versions sealed under lasting keys alone, and seals nothing. Such rows are sealed anew
 * at the first start of a version with period keys; this class can go when no one upgrades from an earlier version any
 * more.
 */
public final class MasterSeal {
    private static final int KEY = 32;

    private final byte[] letters;
    private final byte[] pending;
    private final byte[] own;

    public MasterSeal(PurposeKeys keys) {
        letters = keys.half(KeyPurpose.OUTBOX);
        pending = keys.half(KeyPurpose.PENDING);
        own = keys.half(KeyPurpose.OWN);
    }

    public Optional<byte[]> open(SealContext what, byte[] sealed) {
        var id = Kdf.bytes(what.id());
        return switch (what.kind()) {
            case LETTER -> Aead.open(letters, id, sealed);
            case PENDING -> Aead.open(key(pending, what, "slot/pending"), id, sealed);
            case ASKED -> Aead.open(key(own, what, "own/asked"), Kdf.concat(label("own/asked"), id), sealed);
        };
    }

    private static byte[] key(byte[] master, SealContext what, String label) {
        return Kdf.derive(Kdf.concat(master, what.share().orElseThrow().bytes()), Kdf.bytes(what.id()), label, KEY);
    }

    private static byte[] label(String label) {
        return (Kdf.PREFIX + label).getBytes(StandardCharsets.US_ASCII);
    }
}
