package dev.signalbox.testkit;

import dev.signalbox.Client;
import dev.signalbox.PointWait;
import dev.signalbox.SyncObject;
import dev.signalbox.SyncPoint;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The table of sync objects owns their points: whoever waits for one hears when it is there and reached. */
class SyncObjectFencesTest extends FenceOwnerContract {
    /** A wait has no error of the fence; it is refused when it cannot be fulfilled. */
    private record Awaited(Client client, PointWait question) implements Promise {
        @Override
        public CompletionStage<Optional<Errno>> told() {
            try {
                return client.await(question)
                        .handle((index, failure) -> Optional.ofNullable(failure).map(Failures::errno));
            } catch (Refusal gone) {
                return CompletableFuture.completedFuture(Optional.of(gone.errno()));
            }
        }

        @Override
        public void deadline(long nanos) {
            client.await(question.deadline(nanos));
        }
    }

    @Override
    protected Owner open(LabRun run) {
        Client client = run.client("one");
        SyncObject object = client.syncObject("timeline");
        return new Owner() {
            private long last;
            private int kept;

            @Override
            public Promise promise() {
                SyncPoint point = object.at(++last);
                return new Awaited(client, PointWait.forAny(point).whenSubmitted());
            }

            @Override
            public void keep(int place) {
                if (place > kept) {
                    object.signal(place);
                    kept = place;
                }
            }

            @Override
            public void die() {
                stop(run, "sync");
            }

            @Override
            public List<Optional<Errno>> lastWords() {
                return List.of(Optional.of(Errno.EIO));
            }

            @Override
            public Stream<Long> over(FactLog facts) {
                return facts.stream(SyncFact.SyncSignalled.class).map(SyncFact.SyncSignalled::point);
            }

            @Override
            public boolean tellsItsDeath() {
                return false;
            }
        };
    }
}
