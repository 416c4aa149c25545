package nl.rijkscloud.startup;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import nl.rijkscloud.config.Config;

/**
 * Checks that the JVM may take the memory that uploads and downloads are promised; otherwise they would fail only under
 * load.
 */
final class MemoryCheck {
    /** Reserve for Netty and for segments that are being filled. */
    private static final long BESIDES = 64L << 20;

    private MemoryCheck() {}

    static Findings run(Config.Storage storage) {
        return run(storage.memoryBudget(), limit());
    }

    static Findings run(long budget, long limit) {
        return limit >= budget + BESIDES
                ? Findings.NOTHING
                : Findings.reason("storage.memoryBudget: needs -XX:MaxDirectMemorySize=%dm or more, it is %dm"
                        .formatted((budget + BESIDES) >> 20, limit >> 20));
    }

    /** Zero means unset: the limit is then the size of the heap. */
    private static long limit() {
        var option = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize");
        var set = Long.parseLong(option.getValue());
        return set > 0 ? set : Runtime.getRuntime().maxMemory();
    }
}
