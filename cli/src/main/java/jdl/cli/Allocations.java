package jdl.cli;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** A count of the bytes that all Java threads of this process allocate. */
final class Allocations {

    private final ThreadMXBean bean = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final long[] threads = bean.getAllThreadIds();

    /** What looking costs. */
    private final long looking;

    private final long before;

    /** Begins to count; threads that begin later are not counted. */
    Allocations() {
        total();
        long first = total();
        before = total();
        looking = before - first;
    }

    /** Bytes allocated since. */
    long since() {
        return Math.max(0, total() - before - looking);
    }

    private long total() {
        long total = 0;
        for (long bytes : bean.getThreadAllocatedBytes(threads)) total += Math.max(0, bytes);
        return total;
    }
}
