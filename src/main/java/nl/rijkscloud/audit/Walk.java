package nl.rijkscloud.audit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.audit.Chain.Mark;
import nl.rijkscloud.audit.Verification.Flaw;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Follows the log line by line in order. One instance serves one reading; memory does not depend on the number of
 * lines.
 */
final class Walk {
    /** The number of flaws that are reported. */
    private static final int MOST_FLAWS = 50;

    private final List<Flaw> flaws = new ArrayList<>();
    private final Sections sections;
    private final Optional<Mark> head;
    private final Optional<AuditAnchor> wanted;
    private final AuditAnchor start;
    private AuditAnchor place;
    private long lines;
    private long statements;

    Walk(PurposeKeys keys, Optional<Mark> start, Optional<Mark> head, Optional<AuditAnchor> wanted) {
        var chain = new Chain(keys);
        this.sections = new Sections(keys);
        this.head = head;
        this.wanted = wanted;
        this.start = start.map(Mark::place).orElse(Chain.ORIGIN);
        place = this.start;
        start.filter(mark -> !chain.isGenuine(mark))
                .ifPresent(forged -> flaw(Flaw.Kind.START_FORGED, this.start.seq()));
        head.filter(mark -> !chain.isGenuine(mark))
                .ifPresent(forged -> flaw(Flaw.Kind.HEAD_FORGED, forged.place().seq()));
        compareAnchor(place);
    }

    void check(AuditStore.Stored stored) {
        lines++;
        statements += stored.line().filter(line -> line.entry().statement().isPresent()).map(line -> 1L).orElse(0L);
        if (stored.seq() <= start.seq()) {
            flaw(Flaw.Kind.BEFORE_THE_START, stored.seq());
            return;
        }
        if (stored.seq() != place.seq() + 1) {
            // The line after a gap is not checked itself: the MAC before it is missing.
            add(new Flaw(Flaw.Kind.MISSING, place.seq() + 1, stored.seq() - 1));
            sections.skip();
        } else if (stored.line().filter(line -> sections.follows(place, line)).isEmpty()) {
            flaw(Flaw.Kind.CHANGED, stored.seq());
        }
        if (head.filter(mark -> stored.seq() > mark.place().seq()).isPresent()) {
            flaw(Flaw.Kind.BEYOND_THE_END, stored.seq());
        }
        place = new AuditAnchor(stored.seq(), stored.mac());
        compareAnchor(place);
    }

    /** The number of lines seen. */
    long lines() {
        return lines;
    }

    Verification end() {
        if (head.isEmpty()) {
            flaw(lines == 0 ? Flaw.Kind.EMPTY : Flaw.Kind.NO_HEAD, place.seq());
        }
        head.map(Mark::place).ifPresent(end -> {
            if (end.seq() > place.seq()) {
                add(new Flaw(Flaw.Kind.MISSING, place.seq() + 1, end.seq()));
            } else if (end.seq() == place.seq() && !same(end, place)) {
                flaw(Flaw.Kind.CHANGED, end.seq());
            }
        });
        wanted.filter(anchor -> anchor.seq() > place.seq())
                .ifPresent(anchor -> flaw(Flaw.Kind.ANCHOR_NOT_REACHED, anchor.seq()));
        wanted.filter(anchor -> anchor.seq() < start.seq())
                .ifPresent(anchor -> flaw(Flaw.Kind.ANCHOR_TOO_OLD, anchor.seq()));
        return new Verification(lines, statements, start, head.map(Mark::place).orElse(place), List.copyOf(flaws));
    }

    private void compareAnchor(AuditAnchor here) {
        wanted.filter(anchor -> anchor.seq() == here.seq() && !same(anchor, here))
                .ifPresent(other -> flaw(Flaw.Kind.ANCHOR_DIFFERS, here.seq()));
    }

    private void flaw(Flaw.Kind kind, long seq) {
        add(Flaw.at(kind, seq));
    }

    private void add(Flaw flaw) {
        if (flaws.size() < MOST_FLAWS) {
            flaws.add(flaw);
        }
    }

    private static boolean same(AuditAnchor one, AuditAnchor other) {
        return MessageDigest.isEqual(one.mac(), other.mac());
    }
}
