package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.SEGMENT;
import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
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
    void headIsTheFirst64KiBAlthoughASegmentIsShorter() throws Exception {
        var content = text(3 * SEGMENT);
        var document = fixture.received(sending, "lang.txt", content);

        var sample = read(document, content.length).sample();

        assertThat(sample.head()).isEqualTo(Arrays.copyOf(content, 65536));
        assertThat(sample.tail()).as("and the end")
                .isEqualTo(Arrays.copyOfRange(content, content.length - 65536, content.length));
    }

    /** An installer disguised as a document, with its directory megabytes into the file. */
    @Test
    void directoryOfAnOldContainerIsFoundWhereverItLies() throws Exception {
        var sector = 5000;
        var content = text((sector + 3) * 512);
        var header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        header.put(HexFormat.of().parseHex("d0cf11e0a1b11ae1")).putShort(30, (short) 9).putInt(48, sector);
        header.put((sector + 1) * 512, "Root Entry".getBytes(StandardCharsets.UTF_16LE));
        var document = fixture.received(sending, "brief.doc", content);

        var directory = read(document, content.length).sample().directory();

        assertThat(directory).hasSize(512).startsWith('R', 0, 'o', 0, 'o', 0, 't', 0);
    }

    @Test
    void stopsBetweenSegmentsWhenTold() throws Exception {
        var document = fixture.received(sending, "lang.txt", text(10 * SEGMENT));
        var asked = new AtomicInteger();

        assertThatThrownBy(() -> reading.read(
                        fixture.blobs, sending.key(), document, 10 * SEGMENT, () -> asked.incrementAndGet() == 4))
                .isInstanceOf(CancellationException.class);

        assertThat(asked).hasValue(4);
    }

    private BlobScan.Content read(UUID document, int length) throws Exception {
        return reading.read(fixture.blobs, sending.key(), document, length, () -> false);
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
