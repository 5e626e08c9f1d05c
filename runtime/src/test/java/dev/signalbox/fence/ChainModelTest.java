package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.fence.LinearChain.Element;
import dev.signalbox.fence.LinearChain.ModelFence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random chains, with forks, points that go back, points of 64 bits and arrays, do what a chain does that is walked element by
 * element.
 */
class ChainModelTest {
    @Test
    void anIndexedChainDoesWhatALinearOneDoes() {
        Seeds.each(10_000, random -> new Sequence(random, false).run());
    }

    @Test
    void anIndexedChainOfPolledFencesAnswersAsALinearOneDoesAndLooksAtNoMore() {
        Seeds.each(10_000, random -> new Sequence(random, true).run());
    }

    /** Signals a fence whose work is done when it is polled. */
    private static final class Polled implements FenceProvider {
        private final Set<PlainFence> done = new HashSet<>();

        void finish(PlainFence fence) {
            done.add(fence);
        }

        @Override
        public String driverName() {
            return "polled";
        }

        @Override
        public String timelineName(PlainFence fence) {
            return "polled";
        }

        @Override
        public void poll(PlainFence fence) {
            if (done.contains(fence)) {
                fence.signal(1);
            }
        }
    }

    private static final class Sequence {
        /** Where points begin: low, around 2 to the power of 63, and as high as a sequence can without wrapping. */
        private static final long[] ORIGINS = {1, Long.MAX_VALUE - 20, Long.MIN_VALUE, -400};

        private final SplittableRandom random;
        private final Fences fences = new Fences();
        private final List<DmaFence> payloads = new ArrayList<>();
        private final List<ModelFence> modelPayloads = new ArrayList<>();
        private final List<DmaFence> elements = new ArrayList<>();
        private final List<Element> model = new ArrayList<>();
        private final Polled provider = new Polled();
        private final boolean isPolled;
        private final int plain;
        private final long origin;
        private long contexts;

        Sequence(SplittableRandom random, boolean isPolled) {
            this.random = random;
            this.isPolled = isPolled;
            this.plain = 3 + random.nextInt(8);
            this.origin = ORIGINS[random.nextInt(ORIGINS.length)];
        }

        void run() {
            for (int i = 0; i < plain; i++) {
                payloads.add(isPolled ? PlainFence.wide(provider, i + 1, 1) : fences.pending());
                modelPayloads.add(new ModelFence(List.of()));
            }
            stand(random.nextInt(plain));
            for (int step = 0; step < 60; step++) {
                step();
                compareMarks(step);
            }
        }

        /** A linear walk polls every fence that it passes, an indexed one only some of them. */
        private void compareMarks(int step) {
            for (int i = 0; i < payloads.size(); i++) {
                boolean isMarked = payloads.get(i).isMarkedSignalled();
                if (isMarked || !isPolled) {
                    assertThat(modelPayloads.get(i).isMarked())
                            .as("payload %d after step %d", i, step)
                            .isEqualTo(isMarked);
                }
            }
        }

        private void step() {
            int any = random.nextInt(elements.size());
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> append();
                case 3 -> signal();
                case 4 -> addArray();
                case 5 -> find(any);
                case 6 -> walk(any);
                case 7 ->
                    assertThat(elements.get(any).isSignalled())
                            .isEqualTo(model.get(any).isSignalled());
                case 8 -> reached(any);
                default -> collect(any);
            }
        }

        /** Begins a chain on a fence that is no node. */
        private void stand(int payload) {
            elements.add(payloads.get(payload));
            model.add(new Element(modelPayloads.get(payload)));
        }

        private void append() {
            int newest = elements.size() - 1;
            int before = random.nextInt(4) == 0 ? random.nextInt(elements.size()) : newest;
            boolean first = random.nextInt(12) == 0;
            int payload = random.nextInt(payloads.size());
            long last = model.get(before).seqno;
            long seqno = last == 0 ? origin + random.nextInt(6) : nextAfter(last);
            elements.add(fences.make.chain(first ? null : elements.get(before), payloads.get(payload), seqno));
            model.add(Element.append(first ? null : model.get(before), modelPayloads.get(payload), seqno, ++contexts));
        }

        /** Mostly a greater point; sometimes the same or the one before. */
        private long nextAfter(long last) {
            long next = last + random.nextInt(6) - 1;
            return next == 0 ? 1 : next;
        }

        private void signal() {
            int payload = random.nextInt(plain);
            if (isPolled && random.nextBoolean()) {
                provider.finish((PlainFence) payloads.get(payload));
                modelPayloads.get(payload).finish();
            } else {
                ((PlainFence) payloads.get(payload)).signal(1);
                modelPayloads.get(payload).signal();
            }
        }

        private void addArray() {
            List<DmaFence> members = new ArrayList<>();
            List<ModelFence> modelMembers = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                int member = random.nextInt(plain);
                members.add(payloads.get(member));
                modelMembers.add(modelPayloads.get(member));
            }
            payloads.add(fences.make.array(members));
            modelPayloads.add(new ModelFence(modelMembers));
        }

        private void find(int any) {
            int back = random.nextInt(8);
            long point = model.get(any).seqno - back;
            if (elements.get(any) instanceof FenceChain node && Long.compareUnsigned(node.seqno(), back) > 0) {
                assertSame(node.find(point), model.get(any).find(point));
            }
        }

        private void walk(int any) {
            DmaFence at = elements.get(any);
            for (Element expected : model.get(any).walk()) {
                assertSame(at, expected);
                at = at instanceof FenceChain node ? node.next() : null;
            }
            assertThat(at).isNull();
        }

        private void reached(int any) {
            if (elements.get(any) instanceof FenceChain node) {
                assertThat(node.reachedPoint()).isEqualTo(model.get(any).reachedPoint());
            }
        }

        private void collect(int any) {
            if (elements.get(any) instanceof FenceChain node) {
                node.collect();
                model.get(any).walk();
            }
        }

        private void assertSame(@Nullable DmaFence actual, @Nullable Element expected) {
            assertThat(actual).isSameAs(expected == null ? null : elements.get(model.indexOf(expected)));
        }
    }
}
