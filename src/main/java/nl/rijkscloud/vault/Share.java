package nl.rijkscloud.vault;

import java.util.UUID;

/**
 * The server's half of the keys of a transfer: 32 random bytes, stored only under a key of the server. Never prints
 * itself.
 */
public final class Share {
    static final int LENGTH = 32;
    private final UUID transfer;
    private final byte[] share;

    public Share(UUID transfer, byte[] share) {
        this.transfer = transfer;
        this.share = share;
    }

    public UUID transfer() {
        return transfer;
    }

    public byte[] bytes() {
        return share.clone();
    }

    @Override
    public String toString() {
        return "Share[" + transfer + "]";
    }
}
