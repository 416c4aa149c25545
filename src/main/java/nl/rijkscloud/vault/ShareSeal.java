package nl.rijkscloud.vault;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Seals small things that belong to a transfer and that the server itself has to be able to read while it lives: under a key made of the master key
 * and the transfer's share, and so without a transfer key. They cannot be opened any more once the share is gone. Nothing that somebody sends through
 * the portal is sealed like this. Safe for use from any thread.
 */
public final class ShareSeal {
    private static final int KEY = 32;

    private final Aead aead;
    private final byte[] own;

    public ShareSeal(Aead aead, MasterKey master) {
        this.aead = aead;
        this.own = master.derive("own");
    }

    /** @param what the kind of thing, so that no sealed thing passes for another */
    public byte[] seal(Share share, String what, byte[] plain) {
        return aead.seal(key(share, what), context(share, what), plain);
    }

    /** The plain bytes, or nothing when they were sealed as something else or have been changed. */
    public Optional<byte[]> open(Share share, String what, byte[] sealed) {
        return Aead.open(key(share, what), context(share, what), sealed);
    }

    private byte[] key(Share share, String what) {
        return Kdf.derive(Kdf.concat(own, share.bytes()), Kdf.bytes(share.transfer()), "own/" + what, KEY);
    }

    private static byte[] context(Share share, String what) {
        return Kdf.concat((Kdf.PREFIX + "own/" + what).getBytes(StandardCharsets.US_ASCII), Kdf.bytes(share.transfer()));
    }
}
