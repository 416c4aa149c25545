package nl.rijkscloud.ops;

import java.util.List;

/** Something that the server needs is not there now, and may come by itself; the sentences say what. Without a stack trace. */
final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> sentences;

    NotReady(String sentence) {
        this(List.of(sentence));
    }

    NotReady(List<String> sentences) {
        super(String.join("; ", sentences), null, false, false);
        this.sentences = List.copyOf(sentences);
    }

    List<String> sentences() {
        return sentences;
    }
}
