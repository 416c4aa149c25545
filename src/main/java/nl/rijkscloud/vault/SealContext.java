package nl.rijkscloud.vault;

import java.util.Optional;
import java.util.UUID;

/**
 * A thing that the server alone can open for a while, and the context that its seal is bound to: a message is bound to
 * its row, the others to their transfer, whose share is part of their key.
 */
public final class SealContext {
    public enum Kind { LETTER, PENDING, ASKED }

    private final Kind kind;
    private final UUID id;
    private final Optional<Share> share;

    private SealContext(Kind kind, UUID id, Optional<Share> share) {
        this.kind = kind;
        this.id = id;
        this.share = share;
    }

    /** The values of a message in the outbox. */
    public static SealContext letter(UUID id) {
        return new SealContext(Kind.LETTER, id, Optional.empty());
    }

    /** The key of a transfer under check. */
    public static SealContext pending(Share share) {
        return new SealContext(Kind.PENDING, share.transfer(), Optional.of(share));
    }

    /** The text of a request to an outsider. */
    public static SealContext asked(Share share) {
        return new SealContext(Kind.ASKED, share.transfer(), Optional.of(share));
    }

    public Kind kind() {
        return kind;
    }

    public UUID id() {
        return id;
    }

    /** Present for all but a message. */
    public Optional<Share> share() {
        return share;
    }

    @Override
    public String toString() {
        return "Bound[" + kind + ", " + id + "]";
    }
}
