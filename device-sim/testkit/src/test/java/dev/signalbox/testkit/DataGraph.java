package dev.signalbox.testkit;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Program;
import dev.signalbox.sim.kernel.BuiltInKernels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A random graph of jobs that copy, fill and compute in the buffers of several clients, and what each does to plain arrays. A job
 * depends on every earlier one that it shares a page with, when one of both writes it.
 */
final class DataGraph {
    static final int CLIENTS = 3;
    static final int BUFFERS = 4;
    static final int PAGES = 2;
    static final int WORDS_A_PAGE = DeviceMemory.PAGE / Integer.BYTES;
    static final int WORDS = PAGES * WORDS_A_PAGE;
    static final int ENGINES = 4;

    private static final int MOST_JOBS = 14;
    private static final int MOST_STEPS = 3;
    private static final int MOST_WORDS = 150;

    /** A page of a buffer of a client. */
    record Page(int client, int buffer, int page) implements Comparable<Page> {
        @Override
        public int compareTo(Page other) {
            return Integer.compare(number(), other.number());
        }

        private int number() {
            return (client * BUFFERS + buffer) * PAGES + page;
        }
    }

    /** Words of a buffer. */
    private record Words(int buffer, int from, int count) {
        long address(long[] addresses) {
            return addresses[buffer] + (long) from * Integer.BYTES;
        }
    }

    /** One packet: what it does to arrays, and how it is said. */
    private interface Step {
        void apply(int[][] buffers);

        void say(Program.Builder program, long[] addresses);
    }

    /** A job of the graph. */
    static final class Node {
        final int client;
        final int engine;
        final long nanos;
        final Set<Page> reads = new TreeSet<>();
        final Set<Page> writes = new TreeSet<>();
        final Set<Integer> after = new TreeSet<>();
        private final List<Step> steps = new ArrayList<>();

        private Node(int client, int engine, long nanos) {
            this.client = client;
            this.engine = engine;
            this.nanos = nanos;
        }

        void apply(int[][] buffers) {
            steps.forEach(step -> step.apply(buffers));
        }

        Program program(long[] addresses) {
            Program.Builder program = Program.builder();
            steps.forEach(step -> step.say(program, addresses));
            return program.build();
        }

        /** The pages on which both meet, one of them writing. */
        Set<Page> conflicts(Node other) {
            Set<Page> pages = new TreeSet<>();
            writes.stream()
                    .filter(page -> other.writes.contains(page) || other.reads.contains(page))
                    .forEach(pages::add);
            other.writes.stream().filter(reads::contains).forEach(pages::add);
            return pages;
        }
    }

    private final SplittableRandom random;
    private final List<Node> nodes = new ArrayList<>();

    DataGraph(SplittableRandom random) {
        this.random = random;
        int jobs = 2 + random.nextInt(MOST_JOBS - 1);
        for (int job = 0; job < jobs; job++) {
            nodes.add(node());
        }
    }

    List<Node> nodes() {
        return nodes;
    }

    /** Forgets one dependency between jobs that meet; returns whether there was one. */
    boolean dropOne() {
        List<int[]> edges = new ArrayList<>();
        for (int later = 0; later < nodes.size(); later++) {
            for (int earlier : nodes.get(later).after) {
                edges.add(new int[] {earlier, later});
            }
        }
        if (edges.isEmpty()) {
            return false;
        }
        int[] dropped = edges.get(random.nextInt(edges.size()));
        nodes.get(dropped[1]).after.remove(dropped[0]);
        return true;
    }

    /** For each job, which earlier ones are over before it begins, by dependencies and by the order of its queue, at any distance. */
    List<BitSet> closure() {
        List<BitSet> before = new ArrayList<>();
        for (int later = 0; later < nodes.size(); later++) {
            Node node = nodes.get(later);
            BitSet mine = new BitSet();
            for (int earlier = 0; earlier < later; earlier++) {
                Node other = nodes.get(earlier);
                boolean sameQueue = other.client == node.client && other.engine == node.engine;
                if (sameQueue || node.after.contains(earlier)) {
                    mine.set(earlier);
                    mine.or(before.get(earlier));
                }
            }
            before.add(mine);
        }
        return before;
    }

    private Node node() {
        Node node = new Node(random.nextInt(CLIENTS), random.nextInt(ENGINES), 1_000 + random.nextInt(5_000));
        int steps = 1 + random.nextInt(MOST_STEPS);
        for (int step = 0; step < steps; step++) {
            node.steps.add(step(node));
        }
        for (int earlier = 0; earlier < nodes.size(); earlier++) {
            if (!nodes.get(earlier).conflicts(node).isEmpty()) {
                node.after.add(earlier);
            }
        }
        return node;
    }

    private Step step(Node node) {
        int count = 1 + random.nextInt(MOST_WORDS);
        return switch (random.nextInt(7)) {
            case 0 -> fill(write(node, count), random.nextInt());
            case 1 -> copy(write(node, count), read(node, count));
            case 2 -> pattern(write(node, count), random.nextLong());
            case 3 -> add(write(node, count), read(node, count), read(node, count));
            case 4 -> saxpy(node, count, random.nextInt(9) - 4);
            case 5 -> reduce(writeLong(node), read(node, count));
            default -> hash(writeLong(node), read(node, count));
        };
    }

    private static Step fill(Words to, int value) {
        return step(
                buffers -> {
                    for (int i = 0; i < to.count; i++) {
                        buffers[to.buffer][to.from + i] = value;
                    }
                },
                (program, at) -> program.fill(to.address(at), (long) to.count * Integer.BYTES, value));
    }

    private static Step copy(Words to, Words from) {
        return step(
                buffers -> {
                    int[] source = buffers[from.buffer].clone();
                    for (int i = 0; i < to.count; i++) {
                        buffers[to.buffer][to.from + i] = source[from.from + i];
                    }
                },
                (program, at) -> program.copy(to.address(at), from.address(at), (long) to.count * Integer.BYTES));
    }

    private static Step pattern(Words to, long seed) {
        return step(
                buffers -> {
                    for (int i = 0; i < to.count; i++) {
                        buffers[to.buffer][to.from + i] = BuiltInKernels.pattern(seed, i);
                    }
                },
                (program, at) -> program.dispatch("fill-pattern", to.address(at), to.count, seed));
    }

    private static Step add(Words to, Words a, Words b) {
        return step(
                buffers -> {
                    for (int i = 0; i < to.count; i++) {
                        buffers[to.buffer][to.from + i] = buffers[a.buffer][a.from + i] + buffers[b.buffer][b.from + i];
                    }
                },
                (program, at) -> program.dispatch("add", to.count, a.address(at), b.address(at), to.address(at)));
    }

    private Step saxpy(Node node, int count, float factor) {
        Words x = read(node, count);
        Words y = write(node, count);
        touch(node.reads, node.client, y);
        return step(
                buffers -> {
                    for (int i = 0; i < count; i++) {
                        float sum = factor * Float.intBitsToFloat(buffers[x.buffer][x.from + i])
                                + Float.intBitsToFloat(buffers[y.buffer][y.from + i]);
                        buffers[y.buffer][y.from + i] = Float.floatToIntBits(sum);
                    }
                },
                (program, at) -> program.dispatch(
                        "saxpy", count, Float.floatToRawIntBits(factor), x.address(at), y.address(at)));
    }

    private static Step reduce(Words to, Words from) {
        return step(
                buffers -> {
                    long sum = 0;
                    for (int i = 0; i < from.count; i++) {
                        sum += Integer.toUnsignedLong(buffers[from.buffer][from.from + i]);
                    }
                    putLong(buffers, to, sum);
                },
                (program, at) -> program.dispatch("reduce", from.count, from.address(at), to.address(at)));
    }

    private static Step hash(Words to, Words from) {
        return step(
                buffers -> {
                    long hash = BuiltInKernels.HASH_START;
                    for (int i = 0; i < from.count; i++) {
                        hash = BuiltInKernels.hash(hash, buffers[from.buffer][from.from + i]);
                    }
                    putLong(buffers, to, hash);
                },
                (program, at) -> program.dispatch("hash", from.address(at), from.count, to.address(at)));
    }

    private static void putLong(int[][] buffers, Words to, long value) {
        buffers[to.buffer][to.from] = (int) value;
        buffers[to.buffer][to.from + 1] = (int) (value >>> 32);
    }

    private Words read(Node node, int count) {
        return touch(node.reads, node.client, words(count, 1));
    }

    private Words write(Node node, int count) {
        return touch(node.writes, node.client, words(count, 1));
    }

    private Words writeLong(Node node) {
        return touch(node.writes, node.client, words(2, 2));
    }

    private Words words(int count, int alignment) {
        int from = random.nextInt(WORDS - count + 1) / alignment * alignment;
        return new Words(random.nextInt(BUFFERS), from, count);
    }

    private static Words touch(Set<Page> pages, int client, Words words) {
        for (int page = words.from / WORDS_A_PAGE; page <= (words.from + words.count - 1) / WORDS_A_PAGE; page++) {
            pages.add(new Page(client, words.buffer, page));
        }
        return words;
    }

    private interface Reference {
        void apply(int[][] buffers);
    }

    private interface Saying {
        void say(Program.Builder program, long[] addresses);
    }

    private static Step step(Reference reference, Saying saying) {
        return new Step() {
            @Override
            public void apply(int[][] buffers) {
                reference.apply(buffers);
            }

            @Override
            public void say(Program.Builder program, long[] addresses) {
                saying.say(program, addresses);
            }
        };
    }
}
