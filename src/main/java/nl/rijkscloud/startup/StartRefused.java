package nl.rijkscloud.startup;

import java.util.List;

/**
 * The server must not start, for reasons that the operator can remove. Each reason is a sentence to show. It has no
 * stack trace.
 */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> reasons;

    public StartRefused(String sentence) {
        this(List.of(sentence));
    }

    public StartRefused(List<String> reasons) {
        super(null, null, false, false);
        this.reasons = List.copyOf(reasons);
    }

    @Override
    public String getMessage() {
        return String.join("; ", reasons);
    }

    public List<String> reasons() {
        return reasons;
    }
}
