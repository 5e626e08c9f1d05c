package dev.signalbox.sim.workload.wsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row: a text (⏎ stands for a line end), line, column and step of the fault, and a part of the message. */
class MalformedProgramTest {
    private static WsimSyntaxException refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static WsimSyntaxException refusal(byte[] content) {
        return catchThrowableOfType(WsimSyntaxException.class, () -> Wsim.parse("bad.wsim", content));
    }

    private static void assertRefused(String text, int line, int column, int step, String message) {
        WsimSyntaxException refusal = refusal(text.replace('⏎', '\n'));
        assertThat(refusal).isNotNull();
        assertThat(refusal.line() + ":" + refusal.column() + " step " + refusal.step() + ": " + refusal.getMessage())
                .startsWith(line + ":" + column + " step " + step + ": bad.wsim:" + line + ":" + column + ": ")
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            d.1,,d.2                         ; 1; 5;  1; empty step (remove one of the commas)
            ,d.1                             ; 1; 1;  0; empty step
            d.1⏎  , f                        ; 2; 3;  1; empty step
            d.1⏎f, ,f                        ; 2; 4;  2; empty step
            ,,⏎,                             ; 1; 1; -1; the text holds no step
            # only a comment                 ; 1; 1; -1; the text holds no step
            z.1                              ; 1; 1;  0; unknown step 'z' (a step is a batch or one of
            d.1⏎F                            ; 2; 1;  1; unknown step 'F'
            d.1, D.1                         ; 1; 6;  1; unknown step 'D'
            .1                               ; 1; 1;  0; unknown step ''
            sleep.1                          ; 1; 1;  0; unknown step 'sleep'
            Ω.1                              ; 1; 1;  0; unknown step '\\u03a9'
            abcdefghijklmnopqrstuvwxyz       ; 1; 1;  0; unknown step 'abcdefghijklmnopqrstuvwx...'
            S.1.3                            ; 1; 1;  0; the simulated device has no slices to mask
            d.1 f                            ; 1; 3;  0; delay '1 f' is not a whole number
            d .1                             ; 1; 1;  0; unknown step 'd '
            """)
    void isRefusedForItsSteps(String text, int line, int column, int step, String message) {
        assertRefused(text, line, column, step, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            1                                ; 1; 2;  0; engine is missing (notation: CONTEXT.ENGINE.DURATION
            1.                               ; 1; 3;  0; engine is missing
            1.RCS                            ; 1; 6;  0; duration is missing
            1.RCS.5                          ; 1; 8;  0; dependency list is missing
            1.RCS.5.0                        ; 1; 10; 0; wait flag is missing
            1.RCS.5..0                       ; 1; 9;  0; dependency list is missing
            1..5.0.0                         ; 1; 3;  0; engine is missing
            1.RCS.5.0.                       ; 1; 11; 0; wait flag is missing
            d.1⏎ 1.RCS.5.0.0.7               ; 2; 14; 1; field '7' is one too many
            1.RCS.5.0.0.                     ; 1; 13; 0; field '' is one too many
            1.RCS.5.0.2                      ; 1; 11; 0; wait flag '2' is out of bounds (allowed: 0 to 1)
            1.RCS.5.0.y                      ; 1; 11; 0; wait flag 'y' is not a whole number
            65536.RCS.5.0.0                  ; 1; 1;  0; context '65536' is out of bounds (allowed: 0 to 65535)
            -1.RCS.5.0.0                     ; 1; 1;  0; context '-1' is not a whole number (allowed: 0 to 65535)
            +1.RCS.5.0.0                     ; 1; 1;  0; context '+1' is not a whole number
            1x.RCS.5.0.0                     ; 1; 1;  0; context '1x' is not a whole number
            1.RCS.0.0.0                      ; 1; 7;  0; duration '0' is out of bounds (allowed: 1 to 1000000000)
            1.RCS.1000000001.0.0             ; 1; 7;  0; duration '1000000001' is out of bounds
            1.RCS.99999999999999999999.0.0   ; 1; 7;  0; duration '99999999999999999999' is out of bounds
            1.RCS.abc.0.0                    ; 1; 7;  0; duration 'abc' is not a whole number
            1.RCS.1e3.0.0                    ; 1; 7;  0; duration '1e3' is not a whole number
            1.RCS.5-5.0.0                    ; 1; 9;  0; the longest duration is not longer than the shortest
            1.RCS.50-6.0.0                   ; 1; 10; 0; the longest duration is not longer
            1.RCS.0-6.0.0                    ; 1; 7;  0; shortest duration '0' is out of bounds
            1.RCS.5-.0.0                     ; 1; 9;  0; longest duration is missing
            1.RCS.-5.0.0                     ; 1; 7;  0; shortest duration is missing
            1.RCS.5-6-7.0.0                  ; 1; 9;  0; longest duration '6-7' is not a whole number
            1.RCS.**.0.0                     ; 1; 7;  0; duration '**' is not a whole number
            1.RCS.*-9.0.0                    ; 1; 7;  0; shortest duration '*' is not a whole number
            """)
    void isRefusedForABatch(String text, int line, int column, int step, String message) {
        assertRefused(text, line, column, step, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            1.GPU.5.0.0                      ; 1; 3;  0; unknown engine 'GPU'
            1.RC.5.0.0                       ; 1; 3;  0; unknown engine 'RC'
            1.vcſ.5.0.0                      ; 1; 3;  0; unknown engine 'vc\\u017f'
            1.7.5.0.0                        ; 1; 3;  0; unknown engine '7'
            1.VCS0.5.0.0                     ; 1; 6;  0; engine instance '0' is out of bounds (allowed: 1 to 255)
            1.VCS256.5.0.0                   ; 1; 6;  0; engine instance '256' is out of bounds
            1.VCS1x.5.0.0                    ; 1; 6;  0; engine instance '1x' is not a whole number
            1.VCS1-.5.0.0                    ; 1; 8;  0; GT is missing
            1.VCS1-256.5.0.0                 ; 1; 8;  0; GT '256' is out of bounds (allowed: 0 to 255)
            1.VCS1--1.5.0.0                  ; 1; 8;  0; GT '-1' is not a whole number
            1.DEFAULT1.5.0.0                 ; 1; 3;  0; DEFAULT stands alone and only in a batch
            1.DEFAULT-0.5.0.0                ; 1; 3;  0; DEFAULT stands alone and only in a batch
            1. RCS.5.0.0                     ; 1; 3;  0; unknown engine ' RCS'
            M.1.DEFAULT                      ; 1; 5;  0; DEFAULT stands alone and only in a batch
            M.1.VCS1|default                 ; 1; 10; 0; DEFAULT stands alone and only in a batch
            M.1.VCS1|RCS|vcs1                ; 1; 14; 0; duplicate engine: VCS1 after VCS1
            M.1.VCS|VCS2                     ; 1; 9;  0; duplicate engine: VCS2 after VCS
            M.1.VCS2|VCS                     ; 1; 10; 0; duplicate engine: VCS after VCS2
            M.1.VCS1||RCS                    ; 1; 10; 0; unknown engine ''
            M.1.VCS1/RCS                     ; 1; 8;  0; engine instance '1/RCS' is not a whole number
            """)
    void isRefusedForAnEngine(String text, int line, int column, int step, String message) {
        assertRefused(text, line, column, step, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            1.RCS.5.-1.0                     ; 1; 9;  0; offset '-1' goes back beyond the first step
            f,1.RCS.5.0.0⏎1.RCS.5.-3.0       ; 2; 9;  2; offset '-3' goes back beyond the first step (steps before
            1.RCS.5.0.0⏎1.RCS.5.-0.0         ; 2; 9;  1; offset 0 names the step itself: a cycle
            1.RCS.5.0.0⏎1.RCS.5.1.0          ; 2; 9;  1; offset '1' points forward: a cycle (write -n
            1.RCS.5.0.0⏎1.RCS.5.+1.0         ; 2; 9;  1; offset '+1' points forward
            1.RCS.5.-1234567890123456789.0   ; 1; 10; 0; offset '1234567890123456789' is out of bounds (allowed:
            1.RCS.5.-.0                      ; 1; 10; 0; offset is missing
            1.RCS.5.--1.0                    ; 1; 10; 0; offset '-1' is not a whole number
            d.1⏎1.RCS.5.-1.0                 ; 2; 9;  1; step 0 in line 1 is not a batch (offsets count all steps
            f⏎1.RCS.5.-1.0                   ; 2; 9;  1; step 0 in line 1 is not a batch
            d.1⏎1.RCS.5.f-1.0                ; 2; 10; 1; step 0 in line 1 is not a batch or a software fence
            f⏎1.RCS.5.f1.0                   ; 2; 10; 1; offset '1' points forward
            f⏎1.RCS.5.f-0.0                  ; 2; 10; 1; offset 0 names the step itself
            f⏎1.RCS.5.f.0                    ; 2; 10; 1; offset '' is not of the form -n
            f⏎1.RCS.5.fx.0                   ; 2; 10; 1; offset 'x' is not of the form -n
            f⏎1.RCS.5.s-1.0                  ; 2; 10; 1; step 0 in line 1 is not a batch
            1.RCS.5.s-1.0                    ; 1; 10; 0; offset '-1' goes back beyond the first step
            1.RCS.5.0.0⏎1.RCS.5.-1/0.0       ; 2; 12; 1; 0 means no dependency and stands alone
            1.RCS.5.0.0⏎1.RCS.5.-1/.0        ; 2; 12; 1; dependency is missing
            1.RCS.5.0.0⏎1.RCS.5.-1//-1.0     ; 2; 12; 1; dependency is missing
            1.RCS.5.x-1.0                    ; 1; 9;  0; unknown dependency 'x-1'
            1.RCS.5.F-1.0                    ; 1; 9;  0; unknown dependency 'F-1'
            """)
    void isRefusedForADependency(String text, int line, int column, int step, String message) {
        assertRefused(text, line, column, step, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            1.RCS.5.r1-0.0                   ; 1; 10; 0; working set 1 is not declared before this step
            1.RCS.5.r1-0.0,w.1.4k            ; 1; 10; 0; working set 1 is not declared before this step
            w.1.4k⏎1.RCS.5.r1-1.0            ; 2; 12; 1; object of working set 1 '1' is out of bounds (allowed: 0 to 0)
            w.1.3n4k⏎1.RCS.5.w1-1-3.0        ; 2; 14; 1; object of working set 1 '3' is out of bounds
            w.1.3n4k⏎1.RCS.5.w1-2-1.0        ; 2; 14; 1; the last object comes before the first
            w.1.3n4k⏎1.RCS.5.w1-.0           ; 2; 12; 1; object of working set 1 is missing
            w.1.3n4k⏎1.RCS.5.w1-0-.0         ; 2; 14; 1; object of working set 1 is missing
            w.1.3n4k⏎1.RCS.5.r1.0            ; 2; 10; 1; an access names one object or a range
            w.1.3n4k⏎1.RCS.5.r1-0-1-2.0      ; 2; 10; 1; an access names one object or a range
            1.RCS.5.r.0                      ; 1; 10; 0; working-set id is missing
            1.RCS.5.w-1.0                    ; 1; 10; 0; working-set id is missing
            1.RCS.5.rx-1.0                   ; 1; 10; 0; working-set id 'x' is not a whole number
            w.1.4k⏎W.1.8k                    ; 2; 3;  1; working set 1 is declared already
            w.65536.4k                       ; 1; 3;  0; working-set id '65536' is out of bounds
            w                                ; 1; 2;  0; working-set id is missing
            w.1                              ; 1; 4;  0; size list is missing (notation: w.SET.SIZE/SIZE)
            w.1.                             ; 1; 5;  0; size list is missing
            w.1.4k.5                         ; 1; 8;  0; field '5' is one too many
            w.1.0                            ; 1; 5;  0; size '0' is out of bounds (allowed: 1 to 1099511627776)
            w.1.k                            ; 1; 5;  0; size is missing
            w.1.4t                           ; 1; 5;  0; size '4t' is not a whole number
            w.1.4kk                          ; 1; 5;  0; size '4kk' is not a whole number (k, m or g may follow)
            w.1.1025g                        ; 1; 5;  0; size '1025g' is out of bounds (allowed: 1 to 1099511627776)
            w.1.9223372036854775807g         ; 1; 5;  0; size '9223372036854775807' is out of bounds
            w.1.4k/                          ; 1; 8;  0; size is missing
            w.1.8k-4k                        ; 1; 8;  0; the largest size is smaller than the smallest
            w.1.4k-8k-9k                     ; 1; 11; 0; a size range has two ends
            w.1.4k-                          ; 1; 8;  0; size is missing
            w.1.n4k                          ; 1; 5;  0; object count is missing
            w.1.0n4k                         ; 1; 5;  0; object count '0' is out of bounds (allowed: 1 to 1000000)
            w.1.1000001n4k                   ; 1; 5;  0; object count '1000001' is out of bounds
            w.1.2n3n4k                       ; 1; 7;  0; size '3n4k' is not a whole number
            w.1.600000n1⏎w.2.1/400000n1      ; 2; 7;  1; the program has too many objects (allowed: 1000000
            """)
    void isRefusedForAWorkingSet(String text, int line, int column, int step, String message) {
        assertRefused(text, line, column, step, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            1.RCS.*.0.0                      ; 1; 7;  0; no step ends this endless batch: it could never end
            d.1⏎1.RCS.*.0.0⏎1.RCS.*.0.0,T.-1 ; 2; 7;  1; no step ends this endless batch
            1.RCS.*.0.1,T.-1                 ; 1; 11; 0; waiting here for an endless batch would never return
            1.RCS.*.0.0⏎s.-1⏎T.-2            ; 2; 3;  1; step 0 is an endless batch that no earlier step ends
            1.RCS.*.0.0⏎s.-1                 ; 2; 3;  1; this wait would never return (put its T step before
            1.RCS.5.0.0⏎T.-1                 ; 2; 3;  1; step 0 in line 1 is not an endless batch
            f⏎T.-1                           ; 2; 3;  1; step 0 in line 1 is not a batch
            1.RCS.*.0.0⏎T.1                  ; 2; 3;  1; offset '1' points forward
            T                                ; 1; 2;  0; offset is missing (notation: T.-STEPS)
            s                                ; 1; 2;  0; offset is missing (notation: s.-STEPS)
            s.-1                             ; 1; 3;  0; offset '-1' goes back beyond the first step
            s.0                              ; 1; 3;  0; offset 0 names the step itself
            d.1⏎s.-1                         ; 2; 3;  1; step 0 in line 1 is not a batch
            1.RCS.5.0.0⏎s.-1.1               ; 2; 6;  1; field '1' is one too many
            1.RCS.5.0.0⏎a.-1                 ; 2; 3;  1; step 0 in line 1 is not a software fence
            f⏎a.1                            ; 2; 3;  1; offset '1' points forward
            f⏎a.-x                           ; 2; 4;  1; offset 'x' is not a whole number
            f.1                              ; 1; 3;  0; field '1' is one too many (notation: f)
            """)
    void isRefusedForAWaitOrAFence(String text, int line, int column, int step, String message) {
        assertRefused(text, line, column, step, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            d.0                              ; 1; 3;  0; delay '0' is out of bounds (allowed: 1 to 1000000000)
            d.                               ; 1; 3;  0; delay is missing (notation: d.MICROSECONDS)
            d.5-6                            ; 1; 3;  0; delay '5-6' is not a whole number
            p.1000000001                     ; 1; 3;  0; period '1000000001' is out of bounds
            p.16667.1                        ; 1; 9;  0; field '1' is one too many
            t.0                              ; 1; 3;  0; throttle distance '0' is out of bounds
            t.3⏎1.RCS.5.0.0                  ; 1; 3;  0; throttle distance '3' is out of bounds (allowed: 1 to 2)
            t.-1                             ; 1; 3;  0; throttle distance '-1' is not a whole number
            q.0                              ; 1; 3;  0; queue depth '0' is out of bounds (allowed: 1 to 1000000)
            q                                ; 1; 2;  0; queue depth is missing
            P.0.1                            ; 1; 3;  0; context '0' is out of bounds (allowed: 1 to 65535)
            P.1                              ; 1; 4;  0; priority is missing (notation: P.CONTEXT.PRIORITY)
            P.1.1024                         ; 1; 5;  0; priority '1024' is out of bounds (allowed: -1023 to 1023)
            P.1.-1024                        ; 1; 6;  0; priority after its minus sign '1024' is out of bounds
            P.1.high                         ; 1; 5;  0; priority 'high' is not a whole number
            X.1.1000000001                   ; 1; 5;  0; preemption period '1000000001' is out of bounds
            X.65536.1                        ; 1; 3;  0; context '65536' is out of bounds
            M.1                              ; 1; 4;  0; engine list is missing
            M.0.RCS                          ; 1; 3;  0; context '0' is out of bounds
            M.1.RCS.VCS                      ; 1; 9;  0; field 'VCS' is one too many
            B.1                              ; 1; 3;  0; context 1 has no engine map yet (put M.1.ENGINES before)
            M.1.VCS⏎B.2                      ; 2; 3;  1; context 2 has no engine map yet
            B.1⏎M.1.VCS                      ; 1; 3;  0; context 1 has no engine map yet
            M.1.VCS⏎b.1.VCS1.VCS2            ; 2; 3;  1; context 1 is not balanced yet (put B.1 before
            M.1.VCS,B.1⏎b.1.VCS1             ; 2; 9;  2; master engine is missing
            M.1.VCS,B.1⏎b.1.VCS1.DEFAULT     ; 2; 10; 2; DEFAULT stands alone
            M.1.VCS,B.1⏎b.1.VCS1.VCS2|VCS3   ; 2; 13; 2; engine instance '2|VCS3' is not a whole number
            """)
    void isRefusedForASetting(String text, int line, int column, int step, String message) {
        assertRefused(text, line, column, step, message);
    }

    @Test
    void isRefusedWhenEmpty() {
        assertRefused("", 1, 1, -1, "the text holds no step");
        assertRefused(" \r\n\t\n", 1, 1, -1, "the text holds no step");
    }

    @Test
    void isRefusedWithAControlCharacterEvenInAComment() {
        assertRefused("d.1\nd.\0", 2, 3, -1, "control character '\\u0000'");
        assertRefused("d.1 # \u001b[2J", 1, 7, -1, "control character '\\u001b'");
        assertRefused("d.1\n\n\u0085", 3, 1, -1, "control character '\\u0085'");
    }

    @Test
    void isRefusedWhenItIsNotText() {
        WsimSyntaxException refusal = refusal(new byte[] {'f', '\n', 'd', '.', (byte) 0xff, '1'});
        assertThat(refusal).hasMessage("bad.wsim:2:3: the content is not UTF-8 text (is this a binary file?)");
        assertThat(refusal(new byte[] {'f', (byte) 0xc3})).hasMessageStartingWith("bad.wsim:1:2: ");
    }

    @Test
    void isRefusedFromOneMebibyteOn() {
        String padding = "#".repeat((1 << 20) - 2);
        assertThat(Wsim.parse("fits", ("f" + padding).getBytes(StandardCharsets.UTF_8))
                        .steps())
                .hasSize(1);
        assertRefused("ff" + padding, 1, 1, -1, "the text is too large (allowed: less than 1048576 bytes)");
        assertThat(catchThrowableOfType(WsimSyntaxException.class, () -> Wsim.parse("bad.wsim", "ff" + padding)))
                .hasMessageContaining("the text is too large");
    }

    @Test
    void isRefusedWithMoreStepsThanAllowed() {
        assertRefused("f,".repeat(100_001), 1, 200_001, 100_000, "the program has too many steps (allowed: 100000)");
    }

    @Test
    void isRefusedWithMoreEnginesInAMapThanAllowed() {
        String engines = String.join(
                "|", IntStream.rangeClosed(10, 74).mapToObj(i -> "VCS" + i).toList());
        assertRefused("M.1." + engines, 1, 5 + 64 * 6, 0, "too many engines (allowed: 64)");
    }

    @Test
    void isDescribedByNamePlaceStepProblemAndHint() {
        WsimSyntaxException refusal = refusal("d.1\nS.1.3");
        assertThat(refusal.name()).isEqualTo("bad.wsim");
        assertThat(refusal.problem()).startsWith("slice masks (S) are not supported");
        assertThat(refusal.hint()).startsWith("remove the step");
        assertThat(refusal).hasMessage("bad.wsim:2:1: step 1: " + refusal.problem() + " (" + refusal.hint() + ")");
    }
}
