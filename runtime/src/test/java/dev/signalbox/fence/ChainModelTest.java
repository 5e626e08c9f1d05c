package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.fence.LinearChain.Element;
import dev.signalbox.fence.LinearChain.ModelFence;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random chains, with forks, points that go back and arrays, do what a chain does that is walked element by element. */
class ChainModelTest {
    @Test
    void anIndexedChainDoesWhatALinearOneDoes() {
        Seeds.each(10_000, random -> new Sequence(random).run());
    }

    private static final class Sequence {
        private final SplittableRandom random;
        private final Fences fences = new Fences();
        private final List<DmaFence> payloads = new ArrayList<>();
        private final List<ModelFence> modelPayloads = new ArrayList<>();
        private final List<DmaFence> elements = new ArrayList<>();
        private final List<Element> model = new ArrayList<>();
        private final int plain;
        private long contexts;

        Sequence(SplittableRandom random) {
            this.random = random;
            this.plain = 3 + random.nextInt(8);
        }

        void run() {
            for (int i = 0; i < plain; i++) {
                payloads.add(fences.pending());
                modelPayloads.add(new ModelFence(List.of()));
            }
            stand(random.nextInt(plain));
            for (int step = 0; step < 60; step++) {
                step();
                for (int i = 0; i < payloads.size(); i++) {
                    assertThat(payloads.get(i).isMarkedSignalled())
                            .as("payload %d after step %d", i, step)
                            .isEqualTo(modelPayloads.get(i).isMarked());
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
            long seqno = Math.max(1, model.get(before).seqno + random.nextInt(6) - 1);
            elements.add(fences.make.chain(first ? null : elements.get(before), payloads.get(payload), seqno));
            model.add(Element.append(first ? null : model.get(before), modelPayloads.get(payload), seqno, ++contexts));
        }

        private void signal() {
            int payload = random.nextInt(plain);
            ((PlainFence) payloads.get(payload)).signal(1);
            modelPayloads.get(payload).signal();
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
            long point = model.get(any).seqno - random.nextInt(8);
            if (elements.get(any) instanceof FenceChain node && point > 0) {
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
