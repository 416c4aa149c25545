package nl.rijkscloud.content;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Tells the kind of a document from its parts, and refuses kinds that do not fit the name. */
public final class KindInspection implements ContentInspection {
    private final ContentCheck types;

    public KindInspection(ContentCheck types) {
        this.types = types;
    }

    @Override
    public Passage begin(String name, long length) {
        var parts = new SampleParts(length);
        return new Passage() {
            @Override
            public void add(ByteBuffer bytes) {
                parts.add(bytes);
            }

            @Override
            public Outcome outcome() {
                var judgement = types.look(name, parts.sample());
                return new Outcome(types.refusal(judgement), Optional.of(judgement),
                        Optional.empty());
            }
        };
    }
}
