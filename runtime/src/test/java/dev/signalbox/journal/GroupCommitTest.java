package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.fence.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    private static final int SEGMENT_BYTES = 1 << 20;

    /** A disk that counts, that can be held, and that can fail. */
    private static final class TestDisk extends Disk {
        private final AtomicInteger forces = new AtomicInteger();
        private volatile boolean fails;

        @Override
        void force(FileChannel channel) throws IOException {
            forces.incrementAndGet();
            if (fails) {
                throw new IOException("the disk is gone");
            }
        }
    }

    @TempDir
    Path dir;

    private final TestDisk disk = new TestDisk();

    @Test
    void whatWaitsTogetherIsForcedOnce() {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        int before;
        try (GroupCommit commit = start(true)) {
            before = disk.forces.get();
            CompletableFuture<@Nullable Void> holder = commit.ask(store -> {
                held.countDown();
                return await(gate);
            });
            await(held);
            List<CompletableFuture<@Nullable Void>> answers = writes(commit, 1, 500);
            assertThat(answers).noneMatch(CompletableFuture::isDone);
            gate.countDown();
            answers.forEach(CompletableFuture::join);
            holder.join();

            assertThat(disk.forces.get() - before).isEqualTo(1);
        }
        assertThat(Journals.records(dir)).hasSize(500);
    }

    @Test
    void manyWritersShareForces() {
        try (GroupCommit commit = start(true)) {
            for (int round = 0; round < 20; round++) {
                writes(commit, 1 + round * 100, 100).forEach(CompletableFuture::join);
            }
        }
        assertThat(Journals.records(dir)).hasSize(2_000);
        assertThat(disk.forces.get()).isLessThan(2_000 / 2);
    }

    @Test
    void withoutForceOnlyTheEndForces() {
        int before;
        try (GroupCommit commit = start(false)) {
            before = disk.forces.get();
            writes(commit, 1, 100).forEach(CompletableFuture::join);
            assertThat(disk.forces.get()).isEqualTo(before);
        }
        assertThat(disk.forces.get()).isEqualTo(before + 1);
    }

    @Test
    void aQuestionNeedsNoForce() {
        try (GroupCommit commit = start(true)) {
            int before = disk.forces.get();
            assertThat(commit.ask(store -> store.highest("id")).join()).isZero();
            assertThat(disk.forces.get()).isEqualTo(before);
        }
    }

    @Test
    void whoeverFindsTheQueueFullWaitsForRoom() {
        try (GroupCommit commit = GroupCommit.start(store(), true, 2, dir)) {
            assertThat(writes(commit, 1, 300)).hasSize(300);
        }
        assertThat(Journals.records(dir)).hasSize(300);
    }

    @Test
    void aForceThatFailsFailsItsWholeGroupAndAllThatFollow() {
        try (GroupCommit commit = start(true)) {
            writes(commit, 1, 1).forEach(CompletableFuture::join);
            disk.fails = true;
            assertThat(writes(commit, 2, 3)).allSatisfy(GroupCommitTest::assertDiskGone);
            disk.fails = false;
            assertThat(writes(commit, 5, 3)).allSatisfy(GroupCommitTest::assertDiskGone);
        }
    }

    private static void assertDiskGone(CompletableFuture<@Nullable Void> answer) {
        assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(JournalIoException.class)
                .hasMessageContaining("the disk is gone");
    }

    @Test
    void aRequestThatFailsFailsAlone() {
        try (GroupCommit commit = start(true)) {
            CompletableFuture<@Nullable Void> first = writes(commit, 2, 1).get(0);
            CompletableFuture<@Nullable Void> again = writes(commit, 2, 1).get(0);
            CompletableFuture<@Nullable Void> next = writes(commit, 3, 1).get(0);

            first.join();
            next.join();
            assertThatThrownBy(again::join).hasMessageContaining("event 2 of id follows event 2");
        }
    }

    /** The thread ends by it; nobody is left waiting. */
    @Test
    void anErrorAnswersTheWholeGroup() {
        try (GroupCommit commit = start(true)) {
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            CompletableFuture<@Nullable Void> before = commit.ask(store -> {
                held.countDown();
                return await(gate);
            });
            await(held);
            CompletableFuture<Object> fatal = commit.ask(store -> {
                throw new AssertionError("a fatal one");
            });
            List<CompletableFuture<@Nullable Void>> others = writes(commit, 1, 3);
            gate.countDown();
            before.join();
            assertThatThrownBy(fatal::join).hasMessageContaining("-ESHUTDOWN");
            others.forEach(each -> assertThatThrownBy(each::join).hasMessageContaining("-ESHUTDOWN"));
        }
    }

    @Test
    void aClosedOneRefuses() {
        GroupCommit commit = start(true);
        commit.close();
        commit.close();
        assertThatThrownBy(() -> commit.ask(store -> 1).join())
                .hasCauseInstanceOf(Refusal.class)
                .hasMessageContaining("-ESHUTDOWN");
    }

    private GroupCommit start(boolean force) {
        return GroupCommit.start(store(), force, 1_000, dir);
    }

    private EventStore store() {
        return EventStore.open(dir, SEGMENT_BYTES, disk);
    }

    private static List<CompletableFuture<@Nullable Void>> writes(GroupCommit commit, int from, int count) {
        List<CompletableFuture<@Nullable Void>> answers = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            Entry.Write write = Journals.text("id", i, "event " + i);
            answers.add(commit.ask(store -> {
                store.write(write);
                return null;
            }));
        }
        return answers;
    }

    private static @Nullable Void await(CountDownLatch gate) {
        try {
            gate.await();
            return null;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
