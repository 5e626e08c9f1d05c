package dev.signalbox.examples.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SyncHandlesTest {
    private final Session session = new Session();
    private final SyncHandles handles = new SyncHandles(session.containers());
    private final UserCalls calls = new UserCalls();

    private static void refuses(Errno errno, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, each -> assertThat(each.errno()).isEqualTo(errno));
    }

    private String call(String words) {
        return calls.run(Json.parse(words)).toString();
    }

    @Test
    @ConformanceRow(
            value = "SOB-01",
            says = "In calls in C, destroying a handle that was never given is refused with EINVAL, not ENOENT.")
    void anUnknownHandleCannotBeDestroyed() {
        assertThat(call("[\"destroy\",3,0]")).isEqualTo("[-EINVAL]");
        refuses(Errno.EINVAL, () -> handles.destroy(0));
        long handle = handles.create();
        handles.destroy(handle);
        refuses(Errno.EINVAL, () -> handles.destroy(handle));
        assertThat(handles.create()).as("no handle is given twice").isNotEqualTo(handle);
    }

    @Test
    @ConformanceRow(
            value = "SOB-05",
            says =
                    "In calls in C, an unknown handle is not exported and what is no descriptor is not imported: EINVAL.")
    void onlyKnownHandlesAndOpenDescriptorsPass() {
        assertThat(call("[\"expsf\",7,0,0,0]")).isEqualTo("[-EINVAL]");
        assertThat(call("[\"impsf\",0,-1,0,0,1]")).isEqualTo("[-EINVAL]");
        assertThat(call("[\"create\",0,0]")).isEqualTo("[0]");
        assertThat(call("[\"expsf\",0,0,0,0]")).isEqualTo("[0]");
        assertThat(call("[\"fclose\",0]")).isEqualTo("[0]");
        assertThat(call("[\"impsf\",0,0,0,0,1]")).isEqualTo("[-EINVAL]");
    }

    @Test
    void everyImportGivesANewHandleOfTheSameObject() {
        long handle = handles.create();
        SyncExport export = handles.export(handle);
        long again = handles.importExport(export);
        SyncHandles others = new SyncHandles(session.containers());
        long elsewhere = others.importExport(export);
        assertThat(again).isNotEqualTo(handle);
        assertThat(handles.find(again)).isSameAs(handles.find(handle)).isSameAs(others.find(elsewhere));
    }

    @Test
    void anExportOutlivesTheHandleItWasMadeOf() {
        long handle = handles.createSignalled(1);
        SyncExport export = handles.export(handle);
        handles.destroy(handle);
        refuses(Errno.ENOENT, () -> handles.find(handle));
        assertThat(handles.find(handles.importExport(export)).content()).isNotNull();
    }

    @Test
    void oneUnknownHandleAmongManyAndNothingIsFound() {
        long first = handles.createSignalled(1);
        assertThat(handles.findAll(List.of())).isEmpty();
        refuses(Errno.EINVAL, () -> handles.findSome(List.of()));
        refuses(Errno.ENOENT, () -> handles.findSome(List.of(first, 99L)));
        assertThat(handles.findSome(List.of(first))).containsExactly(handles.find(first));
    }
}
