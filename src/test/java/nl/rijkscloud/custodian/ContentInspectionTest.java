package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.SEGMENT;
import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.content.ContentInspection;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.vault.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A check asks all inspections about the bytes that it reads back. */
final class ContentInspectionTest {
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private CustodianFixture fixture;
    private int closed;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        fixture = new CustodianFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void inspectionSeesEveryByteOfADocumentThatIsAccepted() {
        var sending = fixture.sending();
        var content = text(3 * SEGMENT + 10);
        var id = fixture.received(sending, "brief.txt", content);

        fixture.readBack(List.of(answering(Optional.empty()))).run().await();

        assertThat(seen.toByteArray()).isEqualTo(content);
        assertThat(fixture.document(id).refusal()).isEmpty();
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void oneRefusalIsEnoughAndKindAndDigestsAreStillStored() {
        var sending = fixture.sending();
        var content = text(10);
        var id = fixture.received(sending, "brief.txt", content);

        fixture.readBack(List.of(answering(Optional.of("program")))).run().await();

        assertThat(fixture.document(id).refusal()).contains("program");
        assertThat(DocumentEntry.openJudgement(sending.key().manifestKey(), fixture.document(id))).isPresent();
        assertThat(DocumentEntry.openDigests(sending.key().manifestKey(), fixture.document(id)).sha256())
                .isEqualTo(Sha256.of(content));
        assertThat(fixture.hasFile(id)).isFalse();
    }

    @Test
    void inspectionIsClosedWhenTheDocumentCannotBeRead() throws IOException {
        var sending = fixture.sending();
        var id = fixture.received(sending, "brief.txt", text(10));
        fixture.tamper(id, 4096 + 20);

        fixture.readBack(List.of(answering(Optional.empty()))).run().await();

        assertThat(fixture.document(id).refusal()).contains("unreadable");
        assertThat(closed).isEqualTo(1);
    }

    private ContentInspection answering(Optional<String> refusal) {
        return (name, length) -> new ContentInspection.Passage() {
            @Override
            public void add(ByteBuffer bytes) {
                while (bytes.hasRemaining()) {
                    seen.write(bytes.get());
                }
            }

            @Override
            public ContentInspection.Outcome outcome() {
                return new ContentInspection.Outcome(refusal, Optional.empty(), Optional.empty());
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
