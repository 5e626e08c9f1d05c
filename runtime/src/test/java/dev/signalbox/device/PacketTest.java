package dev.signalbox.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.Seeds;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTest {
    private static final int SEQUENCES = 10_000;

    static Stream<Arguments> golden() {
        return PacketDumps.golden().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aPacketIsTheseDwords(Packet packet, String dump) {
        assertThat(PacketDumps.dump(Dwords.of(List.of(packet)))).isEqualTo(dump);
        assertThat(Packet.read(Dwords.of(List.of(packet)), 0, packet.dwords())).isEqualTo(packet);
    }

    @Test
    void everyKindOfPacketHasADump() {
        assertThat(PacketDumps.golden().keySet().stream()
                        .map(packet -> packet.getClass().getName()))
                .containsAll(Arrays.stream(Packet.class.getPermittedSubclasses())
                        .map(Class::getName)
                        .toList());
        assertThat(Packet.class.getPermittedSubclasses()).hasSize(RandomPackets.KINDS);
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        Seeds.each(SEQUENCES, random -> {
            List<Packet> packets = Stream.generate(new RandomPackets(random)::next)
                    .limit(random.nextInt(1, 12))
                    .toList();
            assertThat(new Program(Dwords.of(packets)).packets()).isEqualTo(packets);
        });
    }

    @Test
    void aPacketIsNoneAsLongAsOneOfItsDwordsIsMissing() {
        Seeds.each(1_000, random -> {
            Packet packet = new RandomPackets(random).next();
            Dwords dwords = Dwords.of(List.of(packet));
            for (int limit = 0; limit < packet.dwords(); limit++) {
                assertThat(Packet.read(bounded(dwords, limit), 0, limit)).isNull();
            }
        });
    }

    @Test
    void anyDwordsAreReadWithinTheirLimitOnly() {
        List<Packet> read = new ArrayList<>();
        Seeds.each(SEQUENCES, random -> {
            Dwords dwords = Dwords.of(garbage(random));
            int limit = random.nextInt(dwords.size() + 1);
            for (int at = 0; at < limit; at++) {
                Packet packet = Packet.read(bounded(dwords, limit), at, limit - at);
                if (packet != null) {
                    checkSame(packet, dwords, at);
                    read.add(packet);
                }
            }
        });
        if (Long.getLong("seed") == null) {
            assertThat(read.stream().map(Packet::getClass).distinct()).hasSize(RandomPackets.KINDS);
        }
    }

    /** Dwords of which many look like headers, and some are whole packets with one bit turned. */
    private static int[] garbage(SplittableRandom random) {
        if (random.nextBoolean()) {
            int[] words = Dwords.of(Collections.nCopies(3, new RandomPackets(random).next()))
                    .toArray();
            words[random.nextInt(words.length)] ^= 1 << random.nextInt(32);
            return words;
        }
        return random.ints(random.nextInt(1, 40))
                .map(word -> random.nextBoolean() ? word : header(random))
                .toArray();
    }

    private static int header(SplittableRandom random) {
        return random.nextInt(0x0F, 0x21) << 24 | random.nextInt(4) << 16 | random.nextInt(9);
    }

    /** All of a packet is said by its dwords; only the padding behind a nop says nothing. */
    private static void checkSame(Packet packet, Dwords dwords, int at) {
        if (!(packet instanceof Packet.Nop)) {
            assertThat(PacketDumps.dump(Dwords.of(List.of(packet))))
                    .isEqualTo(PacketDumps.dump(dwords, at, packet.dwords()));
        }
    }

    private static DwordSource bounded(Dwords dwords, int limit) {
        return at -> {
            assertThat(at).isLessThan(limit);
            return dwords.dword(at);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "0, no opcode",
        "0x0f000000, no opcode",
        "0x1f000000, no opcode",
        "0xff000000, no opcode",
        "0x19000001, a body where none belongs",
        "0x19010000, an unknown flag",
        "0x1a040001, an unknown flag",
        "0x17040004, no comparison",
        "0x18010001, half a body",
        "0x16000000, a kernel without a name",
        "0x16000001, a kernel whose name has no letters"
    })
    void dwordsThatBeginNoPacketAreNone(String header, String why) {
        int[] words = new int[16];
        words[0] = Long.decode(header).intValue();
        assertThat(Packet.read(Dwords.of(words), 0, words.length)).as(why).isNull();
    }

    @Test
    void aNameIsPaddedWithNothing() {
        int[] words = Dwords.of(List.of(new Packet.Dispatch("abc", List.of()))).toArray();
        words[2] |= 'd' << 24;
        assertThat(Packet.read(Dwords.of(words), 0, words.length)).isNull();
    }

    @Test
    void anErrorThatDoesNotExistIsNoTrap() {
        assertThat(Packet.read(Dwords.of(0x1E000001, 4_000), 0, 2)).isNull();
        assertThat(Packet.read(Dwords.of(0x1E000001, 62), 0, 2)).isEqualTo(new Packet.Trap(Errno.ETIME));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Packet.MOST_BODY + 1})
    void paddingIsNoLongerThanAHeaderCanSay(int body) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Packet.Nop(body))
                .withMessageContaining("not " + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "caf\u00e9", "a\u0000b"})
    void aKernelHasANameThatCanBePrinted(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Packet.Dispatch(name, List.of()));
    }

    @Test
    void aKernelHasSoManyLettersAndArgumentsAndNoMore() {
        List<Long> arguments = Collections.nCopies(Packet.Dispatch.MOST, 1L);
        String name = "k".repeat(Packet.Dispatch.MOST);
        assertThat(new Packet.Dispatch(name, arguments).dwords()).isEqualTo(1 + 1 + 16 + 128);
        assertThatIllegalArgumentException().isThrownBy(() -> new Packet.Dispatch(name + "k", arguments));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Packet.Dispatch(name, Collections.nCopies(Packet.Dispatch.MOST + 1, 1L)));
    }

    @ParameterizedTest
    @CsvSource({
        "EQUAL, 5, 5, true",
        "EQUAL, 5, 6, false",
        "NOT_EQUAL, 5, 5, false",
        "NOT_EQUAL, 5, 6, true",
        "AT_LEAST, 5, 5, true",
        "AT_LEAST, 4, 5, false",
        "AT_LEAST, -1, 5, true",
        "LESS, 4, 5, true",
        "LESS, 5, 5, false",
        "LESS, -1, 5, false"
    })
    void memoryIsComparedWithoutSign(Packet.Compare compare, long memory, long value, boolean holds) {
        assertThat(compare.holds(memory, value)).isEqualTo(holds);
    }
}
