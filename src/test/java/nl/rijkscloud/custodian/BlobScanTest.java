package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.SEGMENT;
import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.content.KindInspection;
import nl.rijkscloud.custodian.CustodianFixture.Sending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobScanTest {
    private static final int LONG = 200;

    private final BlobScan reading = new BlobScan();
    private CustodianFixture fixture;
    private Sending sending;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        fixture = new CustodianFixture(folder);
        sending = fixture.sending();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void memoryDoesNotGrowWithTheDocument() throws Exception {
        var document = fixture.received(sending, "lang.txt", text(LONG * SEGMENT));
        read(document, LONG * SEGMENT); // loads classes and this thread's channel buffers
        var direct = directBuffers();
        var heap = allocated();

        read(document, LONG * SEGMENT);

        assertThat(directBuffers()).isEqualTo(direct);
        assertThat(allocated() - heap).as("a fraction of the segments' own bytes").isLessThan(LONG * SEGMENT / 8);
    }

    @Test
    void stopsBetweenSegmentsWhenTold() throws Exception {
        var document = fixture.received(sending, "lang.txt", text(10 * SEGMENT));
        var asked = new AtomicInteger();

        assertThatThrownBy(() -> reading.read(
                        fixture.blobs, sending.key(), document, 10 * SEGMENT, List.of(),
                        () -> asked.incrementAndGet() == 4))
                .isInstanceOf(CancellationException.class);

        assertThat(asked).hasValue(4);
    }

    private void read(UUID document, int length) throws Exception {
        var passage = new KindInspection(fixture.types()).begin("lang.txt", length);
        reading.read(fixture.blobs, sending.key(), document, length, List.of(passage), () -> false);
        assertThat(passage.outcome().refusal()).isEmpty();
    }

    private static long directBuffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getTotalCapacity)
                .sum();
    }

    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
    }
}
