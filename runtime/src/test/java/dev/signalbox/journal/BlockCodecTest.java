package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.esotericsoftware.kryo.io.Output;
import dev.signalbox.Seeds;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactKinds;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.Priority;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.resv.Access;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockCodecTest {
    private static final Fact.ClientClosed CLOSED = new Fact.ClientClosed(7, 3);

    private final BlockCodec codec = new BlockCodec();

    @Test
    void whatIsEncodedIsDecoded() {
        Seeds.each(50, random -> {
            for (Block block : new FactSamples(random).blocks(20)) {
                assertThat(codec.decode(codec.encode(block))).isEqualTo(block);
            }
        });
    }

    @Test
    void theSamplesHaveEveryKindOfFact() {
        List<Class<?>> kinds = new FactSamples(new SplittableRandom(1))
                .oneOfEach().stream()
                        .<Class<?>>map(run -> run.first().getClass())
                        .toList();

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(FactKinds.all());
    }

    @Test
    void theSameBlockIsTheSameBytesFromEveryCodec() {
        Block block = new FactSamples(new SplittableRandom(5)).blocks(1).get(0);
        byte[] bytes = new BlockCodec().encode(block);

        codec.encode(new Block(9, List.of(new FactRun(CLOSED, 1))));
        assertThat(codec.encode(block)).isEqualTo(bytes);
    }

    @Test
    void bytesAreTheOnesThatTheFormatSays() {
        FenceId fence = new FenceId(5, 300);
        Block block = new Block(
                11,
                List.of(
                        new FactRun(new Fact.JobRan(1_000, 2, fence, 64, 1), 4),
                        new FactRun(new Fact.JobFinished(1_500, 1, fence, 1_000, Errno.ECANCELED), 1)));

        assertThat(HexFormat.ofDelimiter(" ").formatHex(codec.encode(block)))
                .isEqualTo("03 01 0b 02"
                        + " 1f 04 08 d0 0f 02 05 ac 02 40 01"
                        + " 20 01 09 e8 07 01 05 ac 02 e8 07 7d"
                        + " 0f dc cc 17");
    }

    @Test
    void aRunOfNullJobsTakesTenBytesAFact() {
        FenceId fence = new FenceId(3, 100_000);
        Fact accepted = new Fact.JobAccepted(5_000, 1, fence, 100, Work.none(), 1, List.of(), List.of());
        List<FactRun> runs = List.of(
                new FactRun(accepted, 64),
                new FactRun(new Fact.JobQueued(5_000, 1, fence, 1), 64),
                new FactRun(new Fact.JobRan(5_000, 1, fence, 99_999, 1), 64),
                new FactRun(new Fact.JobFinished(5_000, 1, fence, 5_000, null), 64));

        assertThat(codec.encode(new Block(1_000_000, runs))).hasSizeLessThan(70);
    }

    @ParameterizedTest
    @EnumSource(Errno.class)
    void everyErrorKeepsItsName(Errno error) {
        assertKept(new Fact.JobRefused(1, 1, new FenceId(1, 1), error, ""));
    }

    /** Every reader since schema 1 answers so, and understands whatever stands before. */
    @Test
    void anErrorOfANewerReleaseIsNotTakenForAnotherOne() {
        byte[] bytes = codec.encode(new Block(
                1, List.of(new FactRun(new Fact.JobFinished(0, 1, new FenceId(1, 1), 0, Errno.EHWPOISON), 1))));
        int end = bytes.length - Integer.BYTES;
        bytes[end - 2]++;
        ByteBuffer.wrap(bytes).putInt(end, SegmentFormat.crc(bytes, 0, end));

        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOfSatisfying(
                        MalformedBytes.class, error -> assertThat(error.hint()).isEqualTo(Wire.NEWER))
                .hasMessageContaining("an error has the unknown number 134");
    }

    @ParameterizedTest
    @EnumSource(Priority.class)
    void everyPriorityKeepsItsName(Priority priority) {
        assertKept(new Fact.EntityOpened(1, 1, 1, 1, "", priority, List.of(), false));
    }

    @ParameterizedTest
    @EnumSource(RunOutcome.class)
    void everyOutcomeKeepsItsName(RunOutcome outcome) {
        assertKept(new Fact.RunEnded(1, outcome));
    }

    @Test
    void extremeNumbersAreKept() {
        assertKept(new Fact.CycleBegan(Long.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE));
        assertKept(new Fact.CycleBegan(Long.MAX_VALUE, Integer.MAX_VALUE, -1));
        assertKept(new SyncFact.SyncSignalled(0, 1, Long.MAX_VALUE, -1));
        assertKept(new SyncFact.SyncWaitEnded(0, 1, Long.MAX_VALUE, Integer.MIN_VALUE, null));
        assertKept(new SyncFact.DeadlineSet(0, new FenceId(1, 1), Long.MIN_VALUE));
        assertKept(new Fact.JobFinished(Long.MAX_VALUE, 0, new FenceId(1, Long.MAX_VALUE), -1, null));
        assertKept(new Fact.JobAccepted(
                0,
                1,
                new FenceId(Long.MAX_VALUE, 1),
                Long.MIN_VALUE,
                new Work(Long.MAX_VALUE, Long.MAX_VALUE),
                1,
                List.of(),
                List.of(new Access(-1, true))));
    }

    private void assertKept(Fact fact) {
        Block block = new Block(1, List.of(new FactRun(fact, 1)));
        assertThat(codec.decode(codec.encode(block))).isEqualTo(block);
    }

    @Test
    void everyFlippedBitIsFound() {
        byte[] bytes =
                codec.encode(new FactSamples(new SplittableRandom(3)).blocks(1).get(0));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThatThrownBy(() -> codec.decode(flipped))
                    .isInstanceOf(MalformedBytes.class)
                    .hasMessageContaining("check sum");
        }
    }

    /** Behind a check sum that matches, every other error must be told as such, without large allocations. */
    @Test
    void bytesThatAreNoBlockAreRefusedInWords() {
        Seeds.each(200, random -> {
            byte[] bytes = codec.encode(new FactSamples(random).blocks(1).get(0));
            for (int i = 0; i < 50; i++) {
                byte[] changed = changed(random, bytes);
                Throwable thrown = catchThrowable(() -> codec.decode(changed));
                if (thrown != null) {
                    assertThat(thrown).isInstanceOf(MalformedBytes.class);
                    assertThat(((MalformedBytes) thrown).position()).isBetween(0, changed.length);
                }
            }
        });
    }

    private static byte[] changed(SplittableRandom random, byte[] bytes) {
        byte[] changed = Arrays.copyOf(bytes, random.nextInt(2) == 0 ? bytes.length : 4 + random.nextInt(bytes.length));
        for (int i = random.nextInt(4); i >= 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return signed(Arrays.copyOf(changed, changed.length - 4));
    }

    @Test
    void garbageIsRefused() {
        Seeds.each(500, random -> {
            byte[] garbage = new byte[random.nextInt(100)];
            for (int i = 0; i < garbage.length; i++) {
                garbage[i] = (byte) random.nextInt();
            }
            assertThatThrownBy(() -> codec.decode(garbage)).isInstanceOf(MalformedBytes.class);
            assertThatThrownBy(() -> codec.decode(signed(garbage))).isInstanceOf(MalformedBytes.class);
        });
    }

    @Test
    void aLengthThatIsNotThereIsNotBelieved() {
        byte[] runs = {1, 1, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
        byte[] body = {1, 1, 1, 1, 20, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
        byte[] text = {1, 1, 1, 1, 19, 1, 6, 0, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1};
        for (byte[] bytes : List.of(runs, body, text)) {
            assertThatThrownBy(() -> codec.decode(signed(bytes)))
                    .isInstanceOf(MalformedBytes.class)
                    .hasMessageContaining("a length is");
        }
    }

    @Test
    void aTextOrARunThatIsTooLongIsNotWritten() {
        String most = "x".repeat(Wire.MOST_TEXT);
        assertKept(new Fact.ClientOpened(1, 1, most));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encode(new Fact.ClientOpened(1, 1, most + "x"), 1))
                .withMessageContaining("4194304 bytes");
        Fact ran = new Fact.JobRan(1, 1, new FenceId(1, 1), 1, 1);
        assertThat(encode(ran, BlockCodec.MOST_IN_RUN)).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encode(ran, BlockCodec.MOST_IN_RUN + 1))
                .withMessageContaining("16777216 facts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encode(
                        new Fact.EntityOpened(
                                1, 1, 1, 1, "", Priority.LOW, Collections.nCopies(Wire.MOST_ITEMS + 1, 1), false),
                        1))
                .withMessageContaining("1048576 items");
    }

    @Test
    void aBlockThatIsTooLongIsNotWrittenAndTheCodecGoesOn() {
        FactRun large = new FactRun(new Fact.ClientOpened(1, 1, "x".repeat(Wire.MOST_TEXT)), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(new Block(1, Collections.nCopies(17, large))))
                .withMessageContaining("67108864 bytes");
        assertKept(CLOSED);
    }

    @Test
    void aRunOfFactsThatFormNoneIsRefused() {
        byte[] bytes = encode(CLOSED, 1);
        bytes[5] = 2;
        assertThatThrownBy(() -> codec.decode(signed(Arrays.copyOf(bytes, bytes.length - 4))))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("do not form runs");
    }

    @Test
    void anOlderReaderSkipsWhatANewerWriterAppended() {
        BlockCodec newer = new BlockCodec();
        newer.types().register(20, Fact.ClientClosed.class, BlockCodecTest::writeWithReason, (in, time) -> CLOSED);
        Block block =
                new Block(1, List.of(new FactRun(CLOSED, 1), new FactRun(new Fact.RunEnded(9, RunOutcome.HANGS), 1)));

        assertThat(codec.decode(newer.encode(block))).isEqualTo(block);
    }

    private static void writeWithReason(Output output, Fact.ClientClosed fact) {
        output.writeVarInt(fact.client(), true);
        Wire.writeText(output, "a field of the future".repeat(20));
    }

    @Test
    void aNewerReaderGivesWhatAnOlderWriterLeftOutItsDefault() {
        BlockCodec newer = new BlockCodec();
        newer.types().register(20, Fact.ClientClosed.class, (out, fact) -> {}, (in, time) -> {
            int client = in.readVarInt(true);
            return new Fact.ClientClosed(time, in.position() < in.limit() ? in.readVarInt(true) : client + 1_000);
        });

        assertThat(newer.decode(encode(CLOSED, 1)).runs().get(0).first()).isEqualTo(new Fact.ClientClosed(7, 1_003));
    }

    @Test
    void whatAQueueAndATimelinePromiseIsNotKnownOfOldOnes() {
        BlockCodec older = new BlockCodec();
        older.types().register(20, Fact.ClientClosed.class, (out, fact) -> writeOldQueue(out), (in, time) -> CLOSED);
        byte[] bytes = older.encode(new Block(1, List.of(new FactRun(CLOSED, 1))));
        bytes[4] = 21;

        assertThat(codec.decode(signed(Arrays.copyOf(bytes, bytes.length - 4)))
                        .runs()
                        .get(0)
                        .first())
                .isEqualTo(new Fact.EntityOpened(7, 1, 1, 2, "q", Priority.HIGH, List.of(), false));
    }

    private static void writeOldQueue(Output output) {
        output.writeBytes(new byte[] {1, 1, 2, 1, 'q', 2, 0});
    }

    @Test
    void aSyncObjectWithoutANumberIsRefusedInWords() {
        byte[] bytes =
                encode(new SyncFact.SyncWaitBegan(0, 1, 1, List.of(new SyncPointId(1, 0)), false, false, false, 0), 1);
        int objectAt = bytes.length - 4 - 4 - 2;
        assertThat(bytes[objectAt]).isEqualTo((byte) 1);
        bytes[objectAt] = 0;

        assertThatThrownBy(() -> codec.decode(signed(Arrays.copyOf(bytes, bytes.length - 4))))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("sync objects are numbered from 1");
    }

    /** The type, the run and the length take bytes 4 to 6, the time byte 7. */
    @Test
    void aFactAboutTheDeviceIsTheBytesThatTheFormatSays() {
        byte[] bytes = encode(new DeviceFact.BufferWritten(0, 1, 2, 8, Dwords.of(0x01020304, -1)), 1);

        assertThat(HexFormat.ofDelimiter(" ").formatHex(bytes, 4, bytes.length - 4))
                .isEqualTo("33 01 0d 00 01 02 08 02 04 03 02 01 ff ff ff ff");
    }

    @Test
    void theProgramOfAJobStandsBehindAllOtherFields() {
        Work work = Work.of(new Program(Dwords.of(7)));
        byte[] bytes = encode(new Fact.JobAccepted(0, 1, new FenceId(3, 1), 0, work, 1, List.of(), List.of()), 1);

        assertThat(HexFormat.ofDelimiter(" ").formatHex(bytes, bytes.length - 12, bytes.length - 4))
                .isEqualTo("01 00 00 01 07 00 00 00");
    }

    @Test
    void theLargestProgramsAndWritesAreKept() {
        Dwords program = Dwords.of(new int[Program.MOST_DWORDS], Program.MOST_DWORDS);
        assertKept(new Fact.JobAccepted(
                0, 1, new FenceId(3, 1), 0, Work.of(new Program(program)), 1, List.of(), List.of()));
        int most = DeviceFact.BufferWritten.MOST_DWORDS;
        assertKept(new DeviceFact.BufferWritten(0, 1, 1, 0, Dwords.of(new int[most], most)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceFact.BufferWritten(0, 1, 1, 0, Dwords.of(new int[most + 1], most + 1)))
                .withMessage("a write to a buffer has at most 16384 dwords, not 16385");
    }

    /** The number of dwords is in each the last varint of two bytes; the bytes for one more are there. */
    @Test
    void aProgramOrAWriteThatIsTooLongIsRefusedInWords() {
        byte[] program = {(byte) 0x81, 0x20};
        byte[] write = {(byte) 0x81, (byte) 0x80, 0x01};
        assertThatThrownBy(
                        () -> codec.decode(withBody(27, new byte[] {0, 1, 3, 1, 0, 0, 0, 0, 1, 0, 0}, program, 4_097)))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("a length is 4097, with 16388 bytes left (at most 4096)");
        assertThatThrownBy(() -> codec.decode(withBody(51, new byte[] {0, 1, 2, 8}, write, 16_385)))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("a length is 16385, with 65540 bytes left (at most 16384)");
        assertThatThrownBy(() -> codec.decode(withBody(51, new byte[] {0, 1, 2, 8}, new byte[] {2}, 1)))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("a length is 2, with 4 bytes left (at most 16384)");
    }

    @Test
    void namedValuesOfTheFutureAndPagesThatAreNoneAreRefusedInWords() {
        byte[] none = {};
        assertThatThrownBy(() -> codec.decode(withBody(53, new byte[] {0, 1, 1, 1, 1, 0, 5, 0}, none, 0)))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("the reason of a fault has the unknown number 5");
        assertThatThrownBy(() -> codec.decode(withBody(57, new byte[] {0, 1, 1, 4, 0}, none, 0)))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("the scope of a reset has the unknown number 4");
        assertThatThrownBy(() -> codec.decode(withBody(58, new byte[] {0, 1, 1, 0, 1, 0, 0}, none, 0)))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("the scope of a reset has the unknown number 0");
        assertThatThrownBy(() -> codec.decode(withBody(52, new byte[] {0, 1, 1, 1, 9, 0, 0}, none, 0)))
                .isInstanceOf(MalformedBytes.class)
                .hasMessageContaining("pages are counted from 0, and at least one, not 9, 0");
    }

    @ParameterizedTest
    @EnumSource(ResetScope.class)
    void scopesKeepTheirNumbers(ResetScope scope) {
        byte[] bytes = encode(new DeviceFact.RingReset(0, 1, 1, scope, true, false, 0), 1);

        assertThat((int) bytes[10])
                .isEqualTo(Map.of(ResetScope.JOB, 1, ResetScope.ENGINE, 2, ResetScope.DEVICE, 3)
                        .get(scope));
        assertKept(new DeviceFact.ResetRequested(0, 1, 1, scope, "why"));
    }

    @ParameterizedTest
    @EnumSource(Interrupt.FaultReason.class)
    void reasonsOfFaultsKeepTheirNumbers(Interrupt.FaultReason reason) {
        DeviceFact fault = new DeviceFact.FaultRaised(0, 1, 1, 1, 1, true, reason, false);

        assertThat((int) encode(fault, 1)[13])
                .isEqualTo(Map.of(
                                Interrupt.FaultReason.UNMAPPED,
                                1,
                                Interrupt.FaultReason.READ_ONLY,
                                2,
                                Interrupt.FaultReason.NO_SPACE,
                                3,
                                Interrupt.FaultReason.NO_MEMORY,
                                4)
                        .get(reason));
        assertKept(fault);
    }

    /** Returns a block of one fact: the first bytes of its body, a count, and so many dwords of zeros. */
    private static byte[] withBody(int type, byte[] first, byte[] count, int dwords) {
        Output output = new Output(64, -1);
        output.writeBytes(new byte[] {3, 1, 1, 1, (byte) type, 1});
        output.writeVarInt(first.length + count.length + 4 * dwords, true);
        output.writeBytes(first);
        output.writeBytes(count);
        output.writeBytes(new byte[4 * dwords]);
        return signed(output.toBytes());
    }

    @Test
    void anUnknownKindOfFactIsRefusedWithItsPlace() {
        BlockCodec newer = new BlockCodec();
        newer.types().register(99, Fact.ClientClosed.class, BlockCodecTest::writeWithReason, (in, time) -> CLOSED);
        byte[] bytes = newer.encode(new Block(1, List.of(new FactRun(CLOSED, 1))));

        assertThatThrownBy(() -> codec.decode(bytes))
                .hasMessage("byte 4: fact type 99 is unknown (read it with the release that wrote it)");
    }

    @Test
    void aNewerSchemaIsReadWhenItSaysSo() {
        byte[] bytes = encode(CLOSED, 1);
        bytes[0] = 4;
        byte[] compatible = signed(Arrays.copyOf(bytes, bytes.length - 4));
        assertThat(codec.decode(compatible).runs().get(0).first()).isEqualTo(CLOSED);

        bytes[1] = 4;
        byte[] incompatible = signed(Arrays.copyOf(bytes, bytes.length - 4));
        assertThatThrownBy(() -> codec.decode(incompatible))
                .hasMessageContaining("the block has schema 4, for readers of 4; this release reads 3");
    }

    @Test
    void numbersAreGivenOnce() {
        List<Integer> numbers = FactKinds.all().stream()
                .map(kind -> codec.types().of(kind.asSubclass(Fact.class)).getId())
                .collect(Collectors.toList());
        assertThat(numbers).doesNotHaveDuplicates().allMatch(number -> number >= FactTypes.FIRST);
    }

    private byte[] encode(Fact fact, int count) {
        return codec.encode(new Block(1, List.of(new FactRun(fact, count))));
    }

    /** Returns the bytes with the check sum that makes a block of them. */
    private static byte[] signed(byte[] content) {
        Output output = new Output(content.length + 4);
        output.writeBytes(content);
        output.writeInt(Integer.reverseBytes(SegmentFormat.crc(content, 0, content.length)));
        return output.toBytes();
    }
}
