package dev.signalbox.syncobj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SyncObjectsTest {
    private final SyncBench bench = new SyncBench();
    private final SyncObjects objects = new SyncObjects(bench.containers);

    private static void refuses(Errno errno, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, each -> assertThat(each.errno()).isEqualTo(errno));
    }

    @Test
    @ConformanceRow(
            value = "SOB-01",
            says = "Destroying a handle that was never given is refused with EINVAL, not ENOENT.")
    void anUnknownHandleCannotBeDestroyed() {
        refuses(Errno.EINVAL, () -> objects.destroy(0));
        long handle = objects.create();
        objects.destroy(handle);
        refuses(Errno.EINVAL, () -> objects.destroy(handle));
        assertThat(objects.create()).as("no handle is given twice").isNotEqualTo(handle);
    }

    @Test
    @ConformanceRow(
            value = "SOB-05",
            says = "An unknown handle cannot be exported, and what is no export cannot be imported.")
    void onlyKnownHandlesAndOpenExportsPass() {
        refuses(Errno.EINVAL, () -> objects.export(7));
        refuses(Errno.EINVAL, () -> objects.importExport(null));
        SyncExport export = objects.export(objects.create());
        export.close();
        refuses(Errno.EINVAL, () -> objects.importExport(export));
    }

    @Test
    @ConformanceRow(value = "SOB-08", says = "Every import gives a new handle, and all of them are of one object.")
    void everyImportGivesANewHandleOfTheSameObject() {
        long handle = objects.create();
        SyncExport export = objects.export(handle);
        long again = objects.importExport(export);
        SyncObjects others = new SyncObjects(bench.containers);
        long elsewhere = others.importExport(export);
        assertThat(again).isNotEqualTo(handle);
        assertThat(objects.find(again)).isSameAs(objects.find(handle)).isSameAs(others.find(elsewhere));
    }

    @Test
    void anObjectLivesAsLongAsAHandleOrAnExportDoes() {
        long handle = objects.createSignalled(1);
        SyncObject object = objects.find(handle);
        SyncExport export = objects.export(handle);
        objects.destroy(handle);
        long again = objects.importExport(export);
        export.close();
        export.close();
        assertThat(objects.find(again).content()).isNotNull();
        objects.destroyAll();
        assertThat(object.content()).isNull();
        refuses(Errno.ENOENT, () -> objects.find(again));
    }

    @Test
    @ConformanceRow(value = "SOB-09", says = "A file cannot be imported into an unknown object.")
    @ConformanceRow(value = "SOB-10", says = "No file can be exported from an unknown object, nor from an empty one.")
    @ConformanceRow(value = "SOT-04", says = "A transfer from or to an unknown object is refused.")
    void oneUnknownHandleIsNotFound() {
        refuses(Errno.ENOENT, () -> objects.find(3));
        long empty = objects.create();
        refuses(Errno.EINVAL, () -> objects.find(empty).exportFile(0, 1));
    }

    @Test
    @ConformanceRow(value = "SOB-15", says = "A wait for an unknown object is refused.")
    @ConformanceRow(
            value = "SOT-01",
            says = "A wait for points of no objects is fulfilled; one with an unknown object is refused.")
    @ConformanceRow(value = "SOE-02", says = "Nobody can ask to be told of an unknown object.")
    void waitsFindAllTheirObjectsOrAreRefused() {
        refuses(Errno.ENOENT, () -> objects.findAll(List.of(0L)));
        assertThat(objects.findAll(List.of())).isEmpty();
        assertThat(bench.poll(WaitFlags.ALL)).isEqualTo("0");
    }

    @Test
    @ConformanceRow(value = "SOB-16", says = "To reset or signal no object at all is refused, unlike to wait for none.")
    @ConformanceRow(value = "SOB-17", says = "To reset or signal an unknown object is refused.")
    @ConformanceRow(value = "SOB-18", says = "One unknown object among many, and none of them is reset.")
    @ConformanceRow(value = "SOT-02", says = "The value of no object, or of an unknown one among others, is refused.")
    @ConformanceRow(
            value = "SOT-03",
            says = "To signal points of no object, or of an unknown one among others, is refused.")
    void whatChangesObjectsFindsAllOfSomeOrChangesNothing() {
        long first = objects.createSignalled(1);
        long last = objects.createSignalled(1);
        refuses(Errno.EINVAL, () -> objects.findSome(List.of()));
        refuses(Errno.ENOENT, () -> objects.findSome(List.of(0L)));
        refuses(Errno.ENOENT, () -> objects.findSome(List.of(first, 99L, last)).forEach(SyncObject::reset));
        assertThat(objects.findSome(List.of(first, last))).allMatch(object -> object.content() != null);
    }
}
