package nl.rijkscloud.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import nl.rijkscloud.kernel.Loop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ManyLettersTest {
    private static final int MANY = 10_000;

    private final OutboxFixture box = new OutboxFixture();

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void tenThousandMessagesAreSentInOnePass() {
        var links = IntStream.range(0, MANY).boxed().toList();
        box.db.inTransaction(tx ->
                Loop.forEach(links, link -> box.outbox.add(tx, OutboxFixture.letter(null, "link" + link)))).await();
        var drain = box.drain(box.accepting());

        box.run(drain);
        box.add(null, "the next");
        box.run(drain);

        assertThat(box.carried).hasSize(MANY + 1).doesNotHaveDuplicates().endsWith("the next");
    }
}
