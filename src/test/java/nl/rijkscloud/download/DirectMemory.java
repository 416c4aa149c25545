package nl.rijkscloud.download;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** Off-heap memory of this process in buffers of the JDK and of Netty. */
public final class DirectMemory {
    private DirectMemory() {}

    /** The same after unreferenced buffers were freed: otherwise a test would count the previous test's buffers. */
    public static long settled() throws InterruptedException {
        var used = used();
        for (var before = Long.MAX_VALUE; used < before; used = used()) {
            before = used;
            System.gc();
            Thread.sleep(100); // the collector frees buffers on a thread of its own
        }
        return used;
    }

    public static long used() {
        var jdk = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return jdk + Math.max(0, PlatformDependent.usedDirectMemory());
    }
}
