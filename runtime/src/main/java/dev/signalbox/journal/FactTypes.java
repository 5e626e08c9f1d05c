package dev.signalbox.journal;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of all kinds of facts. A number is given once and never again, not even when its kind is gone. Kryo keeps the
 * numbers below {@link #FIRST} for itself.
 */
final class FactTypes {
    static final int FIRST = 16;

    private final Kryo kryo = new Kryo();
    private final Times times;

    FactTypes(Times times) {
        this.times = times;
        kryo.setRegistrationRequired(true);
        kryo.setReferences(false);
        registerRuns();
        registerOwners();
        registerJobs();
        registerSync();
        registerDevice();
        registerEntities();
    }

    private void registerRuns() {
        register(16, Fact.RunBegan.class, OwnerFields::write, OwnerFields::readRunBegan);
        register(17, Fact.WorkloadGiven.class, OwnerFields::write, OwnerFields::readWorkloadGiven);
        register(34, Fact.CycleBegan.class, OwnerFields::write, OwnerFields::readCycleBegan);
        register(35, Fact.CycleEnded.class, OwnerFields::write, OwnerFields::readCycleEnded);
        register(36, Fact.ExpectationChecked.class, OwnerFields::write, OwnerFields::readExpectationChecked);
        register(37, Fact.RunEnded.class, OwnerFields::write, OwnerFields::readRunEnded);
    }

    private void registerOwners() {
        register(18, Fact.DeviceOpened.class, OwnerFields::write, OwnerFields::readDeviceOpened);
        register(19, Fact.ClientOpened.class, OwnerFields::write, OwnerFields::readClientOpened);
        register(20, Fact.ClientClosed.class, OwnerFields::write, OwnerFields::readClientClosed);
        register(21, Fact.EntityOpened.class, OwnerFields::write, OwnerFields::readEntityOpened);
        register(22, Fact.BufferCreated.class, OwnerFields::write, OwnerFields::readBufferCreated);
        register(23, Fact.BufferDestroyed.class, OwnerFields::write, OwnerFields::readBufferDestroyed);
        register(24, Fact.TimelineCreated.class, OwnerFields::write, OwnerFields::readTimelineCreated);
        register(25, Fact.TimelineAdvanced.class, OwnerFields::write, OwnerFields::readTimelineAdvanced);
        register(26, Fact.TimelineClosed.class, OwnerFields::write, OwnerFields::readTimelineClosed);
    }

    private void registerJobs() {
        register(27, Fact.JobAccepted.class, JobFields::write, JobFields::readJobAccepted);
        register(28, Fact.JobRefused.class, JobFields::write, JobFields::readJobRefused);
        register(29, Fact.JobQueued.class, JobFields::write, JobFields::readJobQueued);
        register(30, Fact.JobBlocked.class, JobFields::write, JobFields::readJobBlocked);
        register(31, Fact.JobRan.class, JobFields::write, JobFields::readJobRan);
        register(32, Fact.JobFinished.class, JobFields::write, JobFields::readJobFinished);
        register(33, Fact.EndRequested.class, JobFields::write, JobFields::readEndRequested);
    }

    private void registerSync() {
        register(38, SyncFact.SyncObjectCreated.class, SyncFields::write, SyncFields::readSyncObjectCreated);
        register(39, SyncFact.SyncHandleOpened.class, SyncFields::write, SyncFields::readSyncHandleOpened);
        register(40, SyncFact.SyncHandleClosed.class, SyncFields::write, SyncFields::readSyncHandleClosed);
        register(41, SyncFact.SyncSignalled.class, SyncFields::write, SyncFields::readSyncSignalled);
        register(42, SyncFact.SyncReset.class, SyncFields::write, SyncFields::readSyncReset);
        register(43, SyncFact.SyncAttached.class, SyncFields::write, SyncFields::readSyncAttached);
        register(44, SyncFact.SyncTransferred.class, SyncFields::write, SyncFields::readSyncTransferred);
        register(45, SyncFact.SyncWaitBegan.class, SyncFields::write, SyncFields::readSyncWaitBegan);
        register(46, SyncFact.SyncWaitEnded.class, SyncFields::write, SyncFields::readSyncWaitEnded);
        register(47, SyncFact.FencesImported.class, SyncFields::write, SyncFields::readFencesImported);
        register(48, SyncFact.DeadlineSet.class, SyncFields::write, SyncFields::readDeadlineSet);
    }

    private void registerEntities() {
        register(64, EntityFact.EntityKilled.class, EntityFields::write, EntityFields::readKilled);
        register(65, EntityFact.EntityDrained.class, EntityFields::write, EntityFields::readDrained);
        register(66, EntityFact.EntityBanned.class, EntityFields::write, EntityFields::readBanned);
        register(67, EntityFact.PriorityChanged.class, EntityFields::write, EntityFields::readPriority);
        register(68, EntityFact.EnginesChanged.class, EntityFields::write, EntityFields::readEngines);
    }

    private void registerDevice() {
        register(49, DeviceFact.BufferPlaced.class, DeviceFields::write, DeviceFields::readBufferPlaced);
        register(50, DeviceFact.BufferReleased.class, DeviceFields::write, DeviceFields::readBufferReleased);
        register(51, DeviceFact.BufferWritten.class, DeviceFields::write, DeviceFields::readBufferWritten);
        register(52, DeviceFact.PagesAccessed.class, DeviceFields::write, DeviceFields::readPagesAccessed);
        register(53, DeviceFact.FaultRaised.class, DeviceFields::write, DeviceFields::readFaultRaised);
        register(54, DeviceFact.FaultResolved.class, DeviceFields::write, DeviceFields::readFaultResolved);
        register(55, DeviceFact.FailureInjected.class, DeviceFields::write, DeviceFields::readFailureInjected);
        register(56, DeviceFact.JobHung.class, DeviceFields::write, DeviceFields::readJobHung);
        register(57, DeviceFact.ResetRequested.class, DeviceFields::write, DeviceFields::readResetRequested);
        register(58, DeviceFact.RingReset.class, DeviceFields::write, DeviceFields::readRingReset);
        register(59, DeviceFact.RingFailed.class, DeviceFields::write, DeviceFields::readRingFailed);
        register(60, DeviceFact.EntityBlamed.class, DeviceFields::write, DeviceFields::readEntityBlamed);
    }

    /** Gives a kind its number. */
    <T extends Fact> void register(
            int number, Class<T> type, FactSerializer.Writer<T> writer, FactSerializer.Reader<T> reader) {
        kryo.register(type, new FactSerializer<>(type, times, writer, reader), number);
    }

    /** Returns the number and the serializer of a kind. */
    Registration of(Class<? extends Fact> type) {
        return kryo.getRegistration(type);
    }

    /** Returns what reads facts of a number; null when it is not given. */
    @Nullable FactSerializer<?> reader(int number) {
        Registration found = number < FIRST ? null : kryo.getRegistration(number);
        return found != null && found.getSerializer() instanceof FactSerializer<?> serializer ? serializer : null;
    }
}
