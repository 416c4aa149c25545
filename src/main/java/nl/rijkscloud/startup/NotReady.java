package nl.rijkscloud.startup;

import java.util.List;

/** Something that the server needs is not there now, and may come by itself; the sentences say what. Without a stack trace. */
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
