package nl.rijkscloud.startup;

import java.util.List;

/**
 * A start must wait: something that the server needs is absent now, and each sentence names it. It has no stack trace.
 */
public final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> sentences;

    public NotReady(String sentence) {
        this(List.of(sentence));
    }

    public NotReady(List<String> sentences) {
        super(String.join("; ", sentences), null, false, false);
        this.sentences = List.copyOf(sentences);
    }

    public List<String> sentences() {
        return sentences;
    }
}
