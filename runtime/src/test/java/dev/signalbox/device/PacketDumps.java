package dev.signalbox.device;

import dev.signalbox.fence.Errno;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Packets and the dwords that they are, as hexadecimal text. */
final class PacketDumps {
    private PacketDumps() {}

    /** Returns at least one packet of each kind, and the dump of each. */
    static Map<Packet, String> golden() {
        Map<Packet, String> dumps = new LinkedHashMap<>();
        dumps.put(new Packet.Nop(0), "10000000");
        dumps.put(new Packet.Nop(2), "10000002 00000000 00000000");
        dumps.put(new Packet.Indirect(true, 1, 12, 64), "11010004 00000001 0000000c 00000040 00000000");
        dumps.put(new Packet.Indirect(false, 3, 256, 1L << 32), "11000004 00000003 00000100 00000000 00000001");
        dumps.put(
                new Packet.Copy(0x1_0000, 0x2_0000, 4_096),
                "12000006 00010000 00000000 00020000 00000000 00001000 00000000");
        dumps.put(new Packet.Fill(0x1_0000, 64, 0xAABB_CCDD), "13000005 00010000 00000000 00000040 00000000 aabbccdd");
        dumps.put(new Packet.Write(false, 0x1_0008, 7), "14000004 00010008 00000000 00000007 00000000");
        dumps.put(new Packet.Write(true, 1, 0xCAFE_DEADL), "14010004 00000001 00000000 cafedead 00000000");
        dumps.put(new Packet.Delay(10_000, 500), "15000004 00002710 00000000 000001f4 00000000");
        dumps.put(new Packet.Delay(Work.ENDLESS, 0), "15000004 ffffffff ffffffff 00000000 00000000");
        dumps.put(
                new Packet.Dispatch("saxpy", List.of(2L, -1L)),
                "16000007 00000005 70786173 00000079 00000002 00000000 ffffffff ffffffff");
        dumps.put(new Packet.Dispatch("hash", List.of()), "16000002 00000004 68736168");
        dumps.put(new Packet.Wait(0x1_0000, Packet.Compare.EQUAL, 1), "17000004 00010000 00000000 00000001 00000000");
        dumps.put(
                new Packet.Wait(0x1_0000, Packet.Compare.NOT_EQUAL, 1), "17010004 00010000 00000000 00000001 00000000");
        dumps.put(
                new Packet.Wait(0x1_0000, Packet.Compare.AT_LEAST, 1L << 40),
                "17020004 00010000 00000000 00000000 00000100");
        dumps.put(new Packet.Wait(0x1_0000, Packet.Compare.LESS, 9), "17030004 00010000 00000000 00000009 00000000");
        dumps.put(new Packet.Fence(true, 5), "18010002 00000005 00000000");
        dumps.put(new Packet.Fence(false, 0x1_2345_6789L), "18000002 23456789 00000001");
        dumps.put(new Packet.PipelineSync(), "19000000");
        dumps.put(new Packet.Flush(true, false, 2), "1a010001 00000002");
        dumps.put(new Packet.Flush(false, true, 2), "1a020001 00000002");
        dumps.put(new Packet.Flush(true, true, 2), "1a030001 00000002");
        dumps.put(new Packet.Timestamp(0x1_0010), "1b000002 00010010 00000000");
        dumps.put(new Packet.PreemptionPoint(), "1c000000");
        dumps.put(new Packet.Space(4, 0x20_0000), "1d000003 00000004 00200000 00000000");
        dumps.put(new Packet.Trap(Errno.ETIME), "1e000001 0000003e");
        return dumps;
    }

    /** Returns dwords as text, eight digits each. */
    static String dump(Dwords dwords) {
        return dump(dwords, 0, dwords.size());
    }

    /** Returns some dwords of a source as text, eight digits each. */
    static String dump(DwordSource source, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(at -> HexFormat.of().toHexDigits(source.dword(at)))
                .collect(Collectors.joining(" "));
    }
}
