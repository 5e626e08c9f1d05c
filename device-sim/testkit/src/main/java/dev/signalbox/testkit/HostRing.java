package dev.signalbox.testkit;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Interrupt.ResetEnded;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.RingMemory;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.ring.RingWriter;
import dev.signalbox.vm.SpaceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The host's end of a ring, as a device finds it: writes entries, hears interrupts and holds each of them against the rules. Entries
 * leave a mark in a scratch register, so that their order shows. Test and device are on different threads.
 */
final class HostRing {
    /** A small ring wraps often. */
    static final int DWORDS = RingWriter.LEAST_DWORDS;

    private static final int INDIRECT = 2 * Program.MOST_DWORDS;
    private static final int MARK = 2;

    private final int number;
    private final int credits;
    private final List<String> problems;
    private final RingMemory memory = new RingMemory(DWORDS, INDIRECT);
    private final RingWriter writer = new RingWriter(memory);
    private final TreeMap<Long, Work> outstanding = new TreeMap<>();
    private final Map<Long, SpaceState> spaces = new HashMap<>();
    private final Map<Long, Errno> failures = new HashMap<>();
    private final NavigableSet<Long> marked = new TreeSet<>();
    private final NavigableSet<Long> lost = new TreeSet<>();
    private final NavigableSet<Long> givenUp = new TreeSet<>();
    private final List<ResetEnded> answers = new ArrayList<>();
    private final List<Interrupt.Fault> faults = new ArrayList<>();
    private final List<Interrupt.Progress> progress = new ArrayList<>();
    private int generation;
    private long written;
    private long published;
    private long done;

    /** The newest entry of which the device has said that it is done. */
    private long told;

    HostRing(int number, Engine engine, List<String> problems) {
        this.number = number;
        this.credits = engine.credits();
        this.problems = problems;
    }

    RingMemory memory() {
        return memory;
    }

    /** Returns whether any entry fits. */
    synchronized boolean hasRoom() {
        return outstanding.size() < credits && writer.hasRoom();
    }

    /** Returns whether any entry fits that had a credit before. */
    synchronized boolean hasRoomAgain() {
        return writer.hasRoom();
    }

    /** Returns how many dwords are free, or 0 when there is no credit left. */
    synchronized long freeDwords() {
        long free = memory.size() - (writer.writePointer() - memory.readPointer());
        writer.hasRoom(); // takes note of the read pointer
        return outstanding.size() < credits ? free : 0;
    }

    /** Writes an entry behind all others; returns its number. */
    synchronized long write(Work work) {
        written++;
        outstanding.put(written, work);
        if (lost.isEmpty()) {
            writer.write(written, work, spaces.get(written));
        } else {
            lost.add(written);
        }
        return written;
    }

    /** Writes an entry whose program executes in an address space. */
    synchronized long write(Work work, SpaceState space) {
        spaces.put(written + 1, space);
        return write(work);
    }

    /** Writes an entry that leaves its mark when it is over. */
    synchronized long writeMarked(Work work) {
        marked.add(written + 1);
        List<Packet> packets = new ArrayList<>(work.program().packets());
        packets.add(new Packet.Write(true, MARK, written + 1));
        return write(work.with(Program.of(packets)));
    }

    /**
     * Writes an entry of which something else stands where its first packets would: the body of a copy. The header of that goes where
     * the last dword of the entry before was, which is done, and not at the end of the ring.
     */
    synchronized long writeJunk(Packet.Copy body) {
        long place = writer.writePointer();
        long entry = write(Work.micros(5).failing(Errno.EIO));
        memory.write(body, place - 1);
        return entry;
    }

    /** Whether an entry leaves its mark is not certain any more, for it ends early. */
    synchronized void unmark(long entry) {
        marked.remove(entry);
    }

    /** Returns whether a reset has taken entries off the ring that have not been written again. */
    synchronized boolean hasLost() {
        return !lost.isEmpty();
    }

    /** Writes the first entry again that a reset has taken off the ring. */
    synchronized void writeAgain() {
        Long entry = lost.pollFirst();
        if (entry != null) {
            writer.write(entry, outstanding.getOrDefault(entry, Work.none()), spaces.get(entry));
        }
    }

    /** Has something else written in place of the entry that was given up last; returns false when it was not. */
    synchronized boolean writeInstead(long entry, Work work) {
        if (entry != done || !givenUp.remove(entry)) {
            return false;
        }
        done--;
        outstanding.put(entry, work);
        return lost.add(entry);
    }

    /** Returns what publishes all that was written. */
    synchronized DeviceCommand.Doorbell doorbell() {
        published = lost.isEmpty() ? written : lost.first() - 1;
        return new DeviceCommand.Doorbell(number, generation, writer.writePointer());
    }

    synchronized int generation() {
        return generation;
    }

    synchronized long writePointer() {
        return writer.writePointer();
    }

    synchronized long written() {
        return written;
    }

    synchronized long done() {
        return done;
    }

    /** Returns the entries that are not done, in order. */
    synchronized List<Long> outstanding() {
        return List.copyOf(outstanding.keySet());
    }

    /** Returns the entries that resets found executing. */
    synchronized List<Long> givenUp() {
        return List.copyOf(givenUp);
    }

    /** Returns how a done entry has ended. */
    synchronized Optional<Errno> outcome(long entry) {
        return Optional.ofNullable(failures.get(entry));
    }

    /** Returns the mark that was left last. */
    long mark() {
        return memory.scratch(MARK);
    }

    synchronized List<ResetEnded> answers() {
        return List.copyOf(answers);
    }

    /** Returns the answers to the question how far it is. */
    synchronized List<Interrupt.Progress> progress() {
        return List.copyOf(progress);
    }

    synchronized List<Interrupt.Fault> faults() {
        return List.copyOf(faults);
    }

    /** Hears what the device says of this ring, on a thread of the device. */
    synchronized void hear(Interrupt interrupt) {
        if (interrupt instanceof ResetEnded ended) {
            hear(ended);
        } else if (interrupt.generation() > generation) {
            wrong(interrupt, "nothing has begun generation " + interrupt.generation());
        } else if (interrupt.generation() == generation) {
            hearOfEntry(interrupt);
        }
    }

    private void hearOfEntry(Interrupt interrupt) {
        if (interrupt instanceof Interrupt.Fence fence) {
            hear(fence);
        } else if (interrupt instanceof Interrupt.Fault fault) {
            check(fault.seqno() > done && fault.seqno() <= published, fault, "entry is not executing");
            faults.add(fault);
        } else if (interrupt instanceof Interrupt.Progress told) {
            check(told.seqno() == done && told.failures().isEmpty(), told, "an interrupt has told up to " + done);
            progress.add(told);
        }
    }

    private void hear(Interrupt.Fence fence) {
        check(fence.seqno() > done, fence, "entry " + done + " was answered before");
        check(fence.seqno() <= published, fence, "only " + published + " was published");
        check(memory.fence() >= fence.seqno(), fence, "write-back is behind the interrupt, at " + memory.fence());
        check(memory.fence() <= published, fence, "write-back is ahead of what was published, at " + memory.fence());
        checkMark(fence);
        long last = done;
        for (Interrupt.Failure failure : fence.failures()) {
            check(failure.seqno() > last && failure.seqno() <= fence.seqno(), fence, "failures are not newly done");
            last = failure.seqno();
            failures.putIfAbsent(failure.seqno(), failure.error());
        }
        told = Math.max(told, fence.seqno());
        retire(Math.min(fence.seqno(), published));
    }

    /** All that are done have left their marks, and nobody behind the one that may be executing. */
    private void checkMark(Interrupt.Fence fence) {
        Long newest = marked.floor(fence.seqno());
        long least = newest == null ? 0 : newest;
        check(mark() >= least, fence, "mark " + mark() + " was left last: out of order");
        check(mark() <= memory.fence() + 1, fence, "mark " + mark() + " was left already: out of order");
    }

    private void hear(ResetEnded ended) {
        if (ended.generation() == generation + 1) {
            check(ended.worked() && ended.scope() != ResetScope.JOB, ended, "that begins no generation");
            check(memory.readPointer() == 0, ended, "read pointer is at " + memory.readPointer());
            check(ended.done() == memory.fence(), ended, "write-back is at " + memory.fence());
            check(ended.done() >= told && ended.done() <= published, ended, "done is " + told + " to " + published);
            retire(ended.done());
            Long next = outstanding.isEmpty() || outstanding.firstKey() > published ? null : outstanding.firstKey();
            check(
                    ended.executing() == 0 || Objects.equals(ended.executing(), next),
                    ended,
                    "the entry to be executed is " + next);
            begin(ended);
        } else {
            check(ended.generation() == generation, ended, "generation is " + generation);
        }
        answers.add(ended);
    }

    /** The entry that the ring was in the middle of is given up: it is over for the host, and its number is left out from now on. */
    private void begin(ResetEnded ended) {
        if (ended.executing() != 0) {
            givenUp.add(ended.executing());
            marked.remove(ended.executing());
            retire(ended.executing());
        }
        generation++;
        writer.reset(generation, done);
        published = done;
        lost.clear();
        lost.addAll(outstanding.keySet());
    }

    private void retire(long entry) {
        if (entry > done) {
            done = entry;
            outstanding.headMap(entry, true).clear();
            writer.retire(entry);
        }
    }

    private void check(boolean holds, Interrupt interrupt, String what) {
        if (!holds) {
            wrong(interrupt, what);
        }
    }

    private void wrong(Interrupt interrupt, String what) {
        problems.add(interrupt + ": " + what);
    }
}
