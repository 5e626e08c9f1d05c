package dev.signalbox.examples.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a JVM's heap holds after its garbage was collected.
 *
 * @param bytes in use
 * @param classes what the objects of each class take, by its name, as HotSpot tells it
 */
record LiveHeap(long bytes, Map<String, Share> classes) {
    private static final String DIAGNOSTICS = "com.sun.management:type=DiagnosticCommand";
    private static final int MOST_COLLECTIONS = 10;
    private static final long NEARLY_THE_SAME = 64 * 1024;

    /** The objects of one class. */
    record Share(long count, long bytes) {
        static final Share NONE = new Share(0, 0);

        Share minus(Share other) {
            return new Share(count - other.count, bytes - other.bytes);
        }
    }

    /** Collects garbage until that changes nothing, and looks. */
    static LiveHeap look() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long before = Long.MAX_VALUE;
        long now = collected(memory);
        for (int i = 1; i < MOST_COLLECTIONS && before - now > NEARLY_THE_SAME; i++) {
            before = now;
            now = collected(memory);
        }
        return new LiveHeap(now, parse(histogram()));
    }

    /** Returns for how many milliseconds garbage was collected since the JVM started. */
    static long collectorMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static long collected(MemoryMXBean memory) {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Returns what the objects of a class take. */
    Share share(String name) {
        return classes.getOrDefault(name, Share.NONE);
    }

    /** Returns what has come since. */
    LiveHeap since(LiveHeap before) {
        Map<String, Share> more = new LinkedHashMap<>();
        classes.forEach((name, share) -> more.put(name, share.minus(before.share(name))));
        return new LiveHeap(bytes - before.bytes, more);
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName(DIAGNOSTICS),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException notHotSpot) {
            throw new IllegalStateException("this JVM does not tell what its heap holds", notHotSpot);
        }
    }

    /** Lines are {@code  num: instances bytes class}, and those of heads and sums are not. */
    private static Map<String, Share> parse(String histogram) {
        Map<String, Share> classes = new LinkedHashMap<>();
        for (String line : histogram.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length >= 4 && words[0].endsWith(":")) {
                classes.put(words[3], new Share(Long.parseLong(words[1]), Long.parseLong(words[2])));
            }
        }
        return classes;
    }
}
