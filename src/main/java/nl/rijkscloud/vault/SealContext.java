package nl.rijkscloud.vault;

import java.util.Optional;
import java.util.UUID;

/**
 * One of the things that the server alone can open for a while, and what its seal is bound to: a letter to its row, the others to their transfer, whose
 * share takes part in their key.
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

    /** What fills the template of a letter in the outbox. */
    public static SealContext letter(UUID id) {
        return new SealContext(Kind.LETTER, id, Optional.empty());
    }

    /** The key of a transfer that is on its way. */
    public static SealContext pending(Share share) {
        return new SealContext(Kind.PENDING, share.transfer(), Optional.of(share));
    }

    /** What staff ask an outsider for. */
    public static SealContext asked(Share share) {
        return new SealContext(Kind.ASKED, share.transfer(), Optional.of(share));
    }

    public Kind kind() {
        return kind;
    }

    public UUID id() {
        return id;
    }

    /** There for all but a letter. */
    public Optional<Share> share() {
        return share;
    }

    @Override
    public String toString() {
        return "Bound[" + kind + ", " + id + "]";
    }
}
