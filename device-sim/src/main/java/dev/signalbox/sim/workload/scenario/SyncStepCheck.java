package dev.signalbox.sim.workload.scenario;

import java.util.Set;

/** Checks what steps about sync objects, sync files and fences refer to. */
final class SyncStepCheck implements SyncStep.Visitor<SyncStepCheck> {
    private final References references;
    private final ClientPlan client;
    private final Set<String> before;

    /**
     * Creates a check.
     *
     * @param before what the client has made so far
     */
    SyncStepCheck(References references, ClientPlan client, Set<String> before) {
        this.references = references;
        this.client = client;
        this.before = before;
    }

    private SyncStepCheck syncObject(Ref ref) {
        references.checkSyncObject(ref, client, before);
        return this;
    }

    private SyncStepCheck kind(Ref ref, Set<Kind> allowed) {
        references.checkKind(ref, allowed, client, before);
        return this;
    }

    @Override
    public SyncStepCheck create(SyncStep.Create step) {
        return this;
    }

    @Override
    public SyncStepCheck open(SyncStep.Open step) {
        return syncObject(step.from());
    }

    @Override
    public SyncStepCheck closeHandle(SyncStep.CloseHandle step) {
        step.objects().forEach(this::syncObject);
        return this;
    }

    @Override
    public SyncStepCheck reset(SyncStep.Reset step) {
        step.objects().forEach(this::syncObject);
        return this;
    }

    @Override
    public SyncStepCheck query(SyncStep.Query step) {
        return syncObject(step.object());
    }

    @Override
    public SyncStepCheck waitPoints(SyncStep.WaitPoints step) {
        step.points().forEach(this::syncObject);
        return this;
    }

    @Override
    public SyncStepCheck waitFences(SyncStep.WaitFences step) {
        step.what().forEach(fence -> kind(fence, Kind.FENCES));
        return this;
    }

    @Override
    public SyncStepCheck transfer(SyncStep.Transfer step) {
        return syncObject(step.source()).syncObject(step.target());
    }

    @Override
    public SyncStepCheck subscribe(SyncStep.Subscribe step) {
        return syncObject(step.to());
    }

    @Override
    public SyncStepCheck exportPoint(SyncStep.ExportPoint step) {
        return syncObject(step.from());
    }

    @Override
    public SyncStepCheck exportBuffer(SyncStep.ExportBuffer step) {
        references.checkBuffer(step.of(), client);
        return this;
    }

    @Override
    public SyncStepCheck importPoint(SyncStep.ImportPoint step) {
        return file(step.file()).syncObject(step.into());
    }

    @Override
    public SyncStepCheck importBuffer(SyncStep.ImportBuffer step) {
        references.checkBuffer(step.into(), client);
        return file(step.file());
    }

    private SyncStepCheck file(Ref file) {
        Kind kind = references.client(file.client(), client, file.place()).kind(file.name());
        if (kind != null && kind != Kind.FILE) {
            throw references.problem(
                    file.place(),
                    "'" + file + "' is " + kind,
                    "make a sync file of it first: { sync-file = ..., of = " + file + " }");
        }
        return kind(file, Set.of(Kind.FILE));
    }

    @Override
    public SyncStepCheck makeFile(SyncStep.MakeFile step) {
        step.of().forEach(each -> kind(each, Kind.FENCE_SETS));
        return this;
    }

    @Override
    public SyncStepCheck setDeadline(SyncStep.SetDeadline step) {
        return kind(step.on(), Kind.FENCES);
    }
}
