package dev.signalbox.report.perfetto;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The packets of a trace that are needed here: descriptions of tracks, slices, instants, counters. */
final class TrackPackets {
    private static final int TRACE_PACKET = 1;

    private static final int PACKET_TIMESTAMP = 8;
    private static final int PACKET_SEQUENCE = 10;
    private static final int PACKET_EVENT = 11;
    private static final int PACKET_SEQUENCE_FLAGS = 13;
    private static final int PACKET_TRACK = 60;

    private static final int TRACK_UUID = 1;
    private static final int TRACK_NAME = 2;
    private static final int TRACK_PARENT = 5;
    private static final int TRACK_COUNTER = 8;

    private static final int EVENT_ANNOTATION = 4;
    private static final int EVENT_TYPE = 9;
    private static final int EVENT_TRACK = 11;
    private static final int EVENT_NAME = 23;
    private static final int EVENT_COUNTER_VALUE = 30;
    private static final int EVENT_FLOWS = 47;
    private static final int EVENT_TERMINATING_FLOWS = 48;

    private static final int ANNOTATION_STRING = 6;
    private static final int ANNOTATION_NAME = 10;

    private static final int BEGIN = 1;
    private static final int END = 2;
    private static final int INSTANT = 3;
    private static final int COUNTER = 4;

    /** All packets are of one sequence; its first one says that nothing came before. */
    private static final int SEQUENCE = 1;

    private static final int NOTHING_BEFORE = 1;

    private final OutputStream out;
    private long tracks;

    TrackPackets(OutputStream out) {
        this.out = out;
    }

    /** Describes a track below another one, or at the top when that is 0; returns its number. */
    long track(String name, long parent) {
        return describe(name, parent, false);
    }

    /** Describes a track of a counter. */
    long counterTrack(String name, long parent) {
        return describe(name, parent, true);
    }

    /**
     * Begins a slice.
     *
     * @param flows those that go on from it
     * @param ending those that end in it
     */
    void begin(
            long track, long time, String name, List<Long> flows, List<Long> ending, Map<String, String> annotations) {
        ProtoMessage event = named(BEGIN, track, name, annotations);
        flows.forEach(flow -> event.fixed(EVENT_FLOWS, flow));
        ending.forEach(flow -> event.fixed(EVENT_TERMINATING_FLOWS, flow));
        packet(time, event);
    }

    /** Marks an instant. */
    void instant(long track, long time, String name, Map<String, String> annotations) {
        packet(time, named(INSTANT, track, name, annotations));
    }

    private static ProtoMessage named(int type, long track, String name, Map<String, String> annotations) {
        ProtoMessage event = event(type, track).text(EVENT_NAME, name);
        annotations.forEach((key, value) -> event.message(
                EVENT_ANNOTATION, new ProtoMessage().text(ANNOTATION_NAME, key).text(ANNOTATION_STRING, value)));
        return event;
    }

    void end(long track, long time) {
        packet(time, event(END, track));
    }

    void count(long track, long time, long value) {
        packet(time, event(COUNTER, track).number(EVENT_COUNTER_VALUE, value));
    }

    private long describe(String name, long parent, boolean counter) {
        long uuid = ++tracks;
        ProtoMessage track = new ProtoMessage().number(TRACK_UUID, uuid).text(TRACK_NAME, name);
        if (parent != 0) {
            track.number(TRACK_PARENT, parent);
        }
        if (counter) {
            track.message(TRACK_COUNTER, new ProtoMessage());
        }
        ProtoMessage packet = new ProtoMessage().number(PACKET_SEQUENCE, SEQUENCE);
        if (uuid == 1) {
            packet.number(PACKET_SEQUENCE_FLAGS, NOTHING_BEFORE);
        }
        write(packet.message(PACKET_TRACK, track));
        return uuid;
    }

    private static ProtoMessage event(int type, long track) {
        return new ProtoMessage().number(EVENT_TYPE, type).number(EVENT_TRACK, track);
    }

    private void packet(long time, ProtoMessage event) {
        write(new ProtoMessage()
                .number(PACKET_TIMESTAMP, time)
                .number(PACKET_SEQUENCE, SEQUENCE)
                .message(PACKET_EVENT, event));
    }

    private void write(ProtoMessage packet) {
        try {
            new ProtoMessage().message(TRACE_PACKET, packet).writeTo(out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
