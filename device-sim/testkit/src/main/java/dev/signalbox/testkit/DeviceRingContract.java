package dev.signalbox.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.RingMemory;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a device keeps to as long as nothing hangs. */
abstract class DeviceRingContract extends DeviceTrials {
    private static final Work A_WHILE = Work.micros(200);
    private static final int[] DELAY =
            Dwords.of(List.of(new Packet.Delay(1_000, 0))).toArray();

    /** A scratch register that only what must not be executed writes to. */
    private static final int UNTOUCHED = 3;

    private static final Packet TOUCH = new Packet.Write(true, UNTOUCHED, 7);

    /** Bodies that are no packets: nothing, anything, a flag that is not known, a length beyond what is published; one before a write. */
    private static final List<Packet.Copy> JUNK = List.of(
            new Packet.Copy(0, 0, 0),
            new Packet.Copy(-1, -1, -1),
            new Packet.Copy(DELAY[0] | 0x0080_0000, 0, 0),
            new Packet.Copy(DELAY[0] | Packet.MOST_BODY, 0, 0),
            new Packet.Copy((long) Dwords.of(List.of(TOUCH)).dword(0) << Integer.SIZE, UNTOUCHED, 7));

    DeviceRingContract() {}

    /** An entry without work is answered too. */
    @Test
    void anEntryThatIsNothingButAFenceIsDone() {
        onEachDevice(trial -> {
            for (int ring = 0; ring < trial.rings(); ring++) {
                trial.assertOutcome(null, ring, trial.submit(ring, Work.none()));
            }
        });
    }

    /** One doorbell publishes as many entries as stand before its pointer, and none behind it. */
    @Test
    void aDoorbellPublishesWhatStandsBeforeItsPointer() {
        onEachDevice(trial -> {
            long before = 0;
            for (Work work : List.of(Work.none(), A_WHILE, Work.none())) {
                before = trial.ring(0).writeMarked(work);
            }
            DeviceCommand.Doorbell doorbell = trial.ring(0).doorbell();
            long behind = trial.ring(0).writeMarked(Work.none());
            trial.tell(doorbell);
            trial.assertOutcome(null, 0, before);
            trial.assertPending(0, behind);
            assertEquals(before, trial.ring(0).mark(), trial.name());
            trial.publish(0);
            trial.assertOutcome(null, 0, behind);
        });
    }

    /** A doorbell that is repeated, or says less than one before it, publishes nothing. */
    @Test
    void aDoorbellThatSaysNothingNewChangesNothing() {
        onEachDevice(trial -> {
            for (int i = 0; i < 4; i++) {
                DeviceCommand.Doorbell older = trial.ring(0).doorbell();
                long entry = trial.submitMarked(0, i % 2 == 0 ? A_WHILE : Work.none());
                trial.publish(0);
                trial.tell(older);
                trial.pause();
                trial.publish(0);
                trial.assertOutcome(null, 0, entry);
                trial.tell(older);
            }
        });
    }

    /** Entries end in the order in which they were written, whatever each takes. */
    @Test
    void entriesEndInTheirOrder() {
        onEachDevice(trial -> {
            for (int i = 0; i < 12; i++) {
                trial.makeRoom(0);
                trial.ring(0)
                        .writeMarked(Work.micros(
                                trial.random().nextInt(3) * trial.random().nextLong(100)));
                if (trial.random().nextInt(3) == 0) {
                    trial.publish(0);
                    trial.pause();
                }
            }
            trial.publish(0);
            trial.awaitAll(0);
        });
    }

    /** A ring may be full to the last dword; the host goes on when the read pointer does. */
    @Test
    void aFullRingGoesOnAsItIsRead() {
        onEachDevice(trial -> {
            HostRing ring = trial.ring(0);
            RingMemory memory = ring.memory();
            int dwords = new Packet.Delay(1, 0).dwords() + new Packet.Fence(true, 1).dwords();
            long wraps = 0;
            trial.submit(0, Work.endless());
            while (wraps < 5) {
                while (ring.freeDwords() >= dwords) {
                    wraps = (ring.writePointer() + dwords) / memory.size();
                    ring.write(Work.nanos(1 + trial.random().nextInt(2_000)));
                }
                trial.publish(0);
                trial.end(0, 1, null);
                trial.until(() -> ring.freeDwords() >= dwords, "the read pointer does not go on");
            }
            trial.publish(0);
            trial.awaitAll(0);
        });
    }

    /** Errors are told with the entries that have them, in ascending order, each once. */
    @Test
    void errorsAreToldOnceWithTheirEntries() {
        onEachDevice(trial -> {
            List<Errno> errors = List.of(Errno.EIO, Errno.ETIME, Errno.EHWPOISON);
            for (int i = 0; i < 9; i++) {
                Work work = i % 2 == 0 ? Work.none() : Work.micros(3);
                trial.submit(0, i % 3 == 0 ? work : work.failing(errors.get(i % 3)));
            }
            for (int i = 0; i < 9; i++) {
                trial.assertOutcome(i % 3 == 0 ? null : errors.get(i % 3), 0, i + 1);
            }
        });
    }

    /** An endless entry holds its ring up until it is ended, and those behind it then go on. */
    @Test
    void anEndlessEntryLastsUntilItIsEnded() {
        onEachDevice(trial -> {
            long endless = trial.submit(0, Work.endless());
            long behind = trial.submitMarked(0, Work.none());
            trial.assertOutcome(null, 1, trial.submit(1, A_WHILE));
            trial.assertPending(0, endless);
            trial.end(0, endless, null);
            trial.assertOutcome(null, 0, endless);
            trial.assertOutcome(null, 0, behind);
        });
    }

    /** An entry that is to end before it executes ends when it gets to the head of its ring, and not before. */
    @Test
    void anEntryIsEndedBeforeItExecutes() {
        onEachDevice(trial -> {
            long first = trial.submit(0, Work.endless());
            long second = trial.submit(0, Work.endless());
            long third = trial.submit(0, A_WHILE, Work.endless()) - 1;
            trial.end(0, second, Errno.ECANCELED);
            trial.end(0, third + 1, null);
            trial.assertPending(0, first);
            trial.end(0, first, Errno.ESRCH);
            trial.assertOutcome(Errno.ESRCH, 0, first);
            trial.assertOutcome(Errno.ECANCELED, 0, second);
            trial.assertOutcome(null, 0, third);
            trial.assertOutcome(null, 0, third + 1);
        });
    }

    /** To end what is done changes neither that nor what comes behind. */
    @Test
    void anEntryThatIsDoneIsNotEndedAgain() {
        onEachDevice(trial -> {
            long done = trial.submit(0, Work.none());
            trial.awaitDone(0, done);
            trial.end(0, done, Errno.EIO);
            long next = trial.submit(0, Work.endless());
            trial.end(0, done, Errno.EIO);
            trial.assertPending(0, next);
            trial.end(0, next, null);
            trial.end(0, next, Errno.EIO);
            trial.assertOutcome(null, 0, next);
            trial.assertOutcome(null, 0, done);
        });
    }

    /** Rings of engines of their own do not wait for each other. */
    @Test
    void ringsDoNotWaitForEachOther() {
        onEachDevice(trial -> {
            for (int busy = 0; busy < trial.rings(); busy++) {
                long endless = trial.submit(busy, Work.endless());
                for (int ring = 0; ring < trial.rings(); ring++) {
                    if (ring != busy) {
                        trial.assertOutcome(null, ring, trial.submit(ring, A_WHILE, Work.none(), A_WHILE));
                    }
                }
                trial.assertPending(busy, endless);
                trial.end(busy, endless, null);
                trial.awaitDone(busy, endless);
            }
        });
    }

    /** A command about a ring that is not there is ignored. */
    @Test
    void commandsAboutUnknownRingsAreIgnored() {
        onEachDevice(trial -> {
            long endless = trial.submit(0, Work.endless());
            for (int ring : new int[] {-1, trial.rings() + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                trial.tell(new DeviceCommand.Doorbell(ring, 0, 8));
                trial.tell(new DeviceCommand.EndEntry(ring, endless, Errno.EIO));
                trial.tell(new DeviceCommand.HastenEntry(ring, endless, 0));
                trial.tell(new DeviceCommand.ResolveFault(ring, 0, endless, true));
                trial.tell(new DeviceCommand.Reset(ring, 0, endless, ResetScope.DEVICE));
            }
            trial.assertPending(0, endless);
            assertEquals(List.of(), trial.ring(0).answers(), trial.name());
        });
    }

    /** Hints and answers that nobody has asked for change nothing, whenever they come. */
    @Test
    void whatComesAtOddTimesChangesNothing() {
        onEachDevice(trial -> {
            trial.submit(0, A_WHILE, Work.none());
            long endless = trial.submit(0, Work.endless(), Work.none()) - 1;
            for (int i = 0; i < 3; i++) {
                trial.pause();
                LongStream.rangeClosed(0, endless + 3).forEach(entry -> {
                    trial.tell(new DeviceCommand.HastenEntry(
                            0, entry, trial.random().nextInt(1_000)));
                    trial.tell(new DeviceCommand.ResolveFault(
                            0, 0, entry, trial.random().nextBoolean()));
                    trial.tell(new DeviceCommand.ResolveFault(
                            0, 1, entry, trial.random().nextBoolean()));
                    trial.tell(new DeviceCommand.MemoryWritten());
                });
            }
            trial.assertOutcome(null, 0, endless - 1);
            trial.assertPending(0, endless);
            assertEquals(List.of(), trial.ring(0).answers(), trial.name());
        });
    }

    /** What is no packet, or makes no sense, ends its entry with EINVAL; the ring goes on. */
    @Test
    void whatIsNoPacketEndsItsEntry() {
        onEachDevice(trial -> {
            for (Program program : badPrograms()) {
                long entry = trial.submit(0, Work.micros(5).with(program), A_WHILE) - 1;
                trial.assertOutcome(Errno.EINVAL, 0, entry);
                trial.assertOutcome(null, 0, entry + 1);
            }
        });
    }

    /** What is no packet may stand on the ring itself: its entry ends with EINVAL, at its fence, and the ring goes on behind that. */
    @Test
    void whatIsNoPacketOnTheRingEndsItsEntry() {
        onEachDevice(trial -> {
            trial.awaitDone(0, trial.submit(0, Work.none()));
            for (Packet.Copy junk : JUNK) {
                long entry = trial.ring(0).writeJunk(junk);
                long behind = trial.submit(0, A_WHILE);
                trial.assertOutcome(Errno.EINVAL, 0, entry);
                trial.assertOutcome(null, 0, behind);
            }
            assertEquals(0, trial.ring(0).memory().scratch(UNTOUCHED), trial.name());
        });
    }

    /** A step that fails is the last of its entry. */
    @Test
    void nothingIsExecutedBehindAStepThatFails() {
        onEachDevice(trial -> {
            for (Program program : badPackets()) {
                trial.assertOutcome(Errno.EINVAL, 0, trial.submit(0, Work.of(andTouch(program))));
            }
            for (Sample sample : samples()) {
                if (sample.error() != null) {
                    Work work = sample.work().with(andTouch(sample.work().program()));
                    trial.assertOutcome(sample.error(), 0, trial.submit(0, work));
                }
            }
            assertEquals(0, trial.ring(0).memory().scratch(UNTOUCHED), trial.name());
        });
    }

    private static Program andTouch(Program program) {
        int[] touch = Dwords.of(List.of(TOUCH)).toArray();
        return new Program(
                Dwords.of(IntStream.concat(Arrays.stream(program.code().toArray()), Arrays.stream(touch))
                        .toArray()));
    }

    /** Programs that the host copies as they are. */
    static List<Program> badPrograms() {
        List<Program> programs = new ArrayList<>(badPackets());
        programs.add(new Program(Dwords.of(DELAY, DELAY.length - 1)));
        return programs;
    }

    private static List<Program> badPackets() {
        return List.of(
                new Program(Dwords.of(0)),
                new Program(Dwords.of(0xEE00_0000)),
                new Program(Dwords.of(DELAY[0] | 0x0080_0000, 0, 0, 0, 0)),
                Program.of(new Packet.Write(true, RingMemory.SCRATCH_REGISTERS, 1)),
                Program.of(new Packet.Write(true, -1, 1)),
                Program.of(new Packet.Dispatch("no-such-kernel", List.of(1L))));
    }
}
