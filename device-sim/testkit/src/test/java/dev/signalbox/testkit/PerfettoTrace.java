package dev.signalbox.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A trace in Perfetto's format, read back with no more than the wire format and the numbers of the fields. */
final class PerfettoTrace {
    /** A slice; its end is -1 when it has none. */
    static final class Slice {
        final String track;
        final String name;
        final long begin;
        final Map<String, String> annotations;
        final List<Long> flows;
        final List<Long> terminating;
        long end = -1;

        Slice(String track, String name, long begin, Message event) {
            this.track = track;
            this.name = name;
            this.begin = begin;
            this.annotations = annotations(event);
            this.flows = event.numbers(47);
            this.terminating = event.numbers(48);
        }

        String job() {
            return Objects.requireNonNull(annotations.get("job"));
        }

        private static Map<String, String> annotations(Message event) {
            Map<String, String> texts = new TreeMap<>();
            event.messages(4).forEach(each -> texts.put(each.text(10), each.text(6)));
            return texts;
        }
    }

    /** Fields of a message by their numbers: numbers as Long, everything else as bytes. */
    private static final class Message {
        private final Map<Integer, List<Object>> fields = new TreeMap<>();

        Message(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (in.hasRemaining()) {
                int tag = (int) varint(in);
                fields.computeIfAbsent(tag >>> 3, each -> new ArrayList<>()).add(value(in, tag & 7));
            }
        }

        private static Object value(ByteBuffer in, int kind) {
            return switch (kind) {
                case 0 -> varint(in);
                case 1 -> in.getLong();
                case 2 -> bytes(in, (int) varint(in));
                default -> throw new IllegalArgumentException("wire type " + kind);
            };
        }

        private static byte[] bytes(ByteBuffer in, int count) {
            byte[] bytes = new byte[count];
            in.get(bytes);
            return bytes;
        }

        private static long varint(ByteBuffer in) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = in.get();
                value |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        boolean has(int field) {
            return fields.containsKey(field);
        }

        long number(int field) {
            return has(field) ? numbers(field).get(0) : 0;
        }

        List<Long> numbers(int field) {
            return fields.getOrDefault(field, List.of()).stream()
                    .map(Long.class::cast)
                    .toList();
        }

        String text(int field) {
            return new String((byte[]) fields.getOrDefault(field, List.of()).get(0), StandardCharsets.UTF_8);
        }

        List<Message> messages(int field) {
            return fields.getOrDefault(field, List.of()).stream()
                    .map(bytes -> new Message((byte[]) bytes))
                    .toList();
        }
    }

    private record Event(long time, Message event) {}

    private final Map<Long, String> tracks = new LinkedHashMap<>();
    private final Map<Long, Deque<Slice>> open = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    final List<Slice> slices = new ArrayList<>();
    final Map<String, List<List<Long>>> counters = new TreeMap<>();

    PerfettoTrace(byte[] bytes) {
        List<Event> events = new ArrayList<>();
        for (Message packet : new Message(bytes).messages(1)) {
            if (packet.number(10) != 1) {
                problems.add("a packet of another sequence");
            }
            packet.messages(60).forEach(this::describe);
            packet.messages(11).forEach(event -> events.add(new Event(packet.number(8), event)));
        }
        events.stream().sorted(Comparator.comparingLong(Event::time)).forEach(this::play);
    }

    /** Returns what a viewer would stumble over. */
    List<String> problems() {
        return problems;
    }

    /** Returns the slices on tracks of rings, or on those of queues, by their jobs. */
    Map<String, List<Slice>> slicesByJob(boolean ofRings) {
        Map<String, List<Slice>> found = new LinkedHashMap<>();
        slices.stream()
                .filter(slice -> slice.track.startsWith("ring ") == ofRings)
                .forEach(slice -> found.computeIfAbsent(slice.job(), each -> new ArrayList<>())
                        .add(slice));
        return found;
    }

    private void describe(Message track) {
        long parent = track.number(5);
        if (parent != 0 && !tracks.containsKey(parent)) {
            problems.add("track " + track.text(2) + " is described before its parent");
        }
        if (tracks.put(track.number(1), track.text(2)) != null) {
            problems.add("track " + track.text(2) + " has the number of another one");
        }
        if (track.has(8)) {
            counters.put(track.text(2), new ArrayList<>());
        }
    }

    /** Events at the same time stay in the order of the file, as viewers have it. */
    private void play(Event each) {
        long number = each.event.number(11);
        String track = tracks.get(number);
        if (track == null) {
            problems.add("an event of track " + number + ", which is not described");
            return;
        }
        switch ((int) each.event.number(9)) {
            case 1 -> begin(track, number, each);
            case 2 -> end(track, number, each.time);
            case 4 -> Objects.requireNonNull(counters.get(track)).add(List.of(each.time, each.event.number(30)));
            default -> problems.add("an event of type " + each.event.number(9));
        }
    }

    private void begin(String track, long number, Event each) {
        Deque<Slice> stack = open.computeIfAbsent(number, any -> new ArrayDeque<>());
        Slice slice = new Slice(track, each.event.text(23), each.time, each.event);
        Slice under = stack.peek();
        if (under != null) {
            problems.add("on " + track + ", " + slice.job() + " begins within " + under.job());
        }
        stack.push(slice);
        slices.add(slice);
    }

    private void end(String track, long number, long time) {
        @Nullable Slice slice = open.getOrDefault(number, new ArrayDeque<>()).poll();
        if (slice == null) {
            problems.add("on " + track + " something ends that did not begin");
        } else {
            slice.end = time;
        }
    }
}
