package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import org.junit.jupiter.api.Test;

class StandingTest {
    @Test
    void whatIsKnownOfAnEntityGoesAlongAndIsThenItsOwn() {
        RunEntity before = new RunEntity(1, 3, Priority.NORMAL);
        before.key(7);
        before.priority(Priority.HIGH);
        before.engineTime().add(5_000_000);
        before.taken(4);
        before.ended(4, Errno.EIO);
        before.ended(3, Errno.ESRCH);
        before.blame();
        Standing standing = before.standing();
        before.engineTime().add(1_000_000);
        RunEntity after = new RunEntity(1, 3, Priority.NORMAL);
        after.follow(standing);
        assertThat(after.key()).isEqualTo(7);
        assertThat(after.priority()).isEqualTo(Priority.HIGH);
        assertThat(after.rank()).isEqualTo(Priority.NORMAL);
        assertThat(after.isGuilty()).isTrue();
        assertThat(after.lastTaken()).isEqualTo(4);
        assertThat(after.lastError()).isEqualTo(Errno.EIO);
        assertThat(after.engineTime().average().micros()).isEqualTo(5_000);
        assertThat(after.engineTime().charge()).isEqualTo(5_000_000);
        assertThat(before.engineTime().charge()).isEqualTo(6_000_000);
    }

    @Test
    void theLastJobOfAGuiltyEntityIsKnownToEndWithAnErrorUnlessTheHardwareTellsOfAnother() {
        RunEntity entity = new RunEntity(1, 3, Priority.NORMAL);
        assertThat(entity.lastError()).isNull();
        entity.blame();
        entity.taken(1);
        assertThat(entity.lastError()).isEqualTo(Errno.ECANCELED);
        entity.ended(1, null);
        assertThat(entity.lastError()).isEqualTo(Errno.ECANCELED);
        entity.ended(1, Errno.EIO);
        assertThat(entity.lastError()).isEqualTo(Errno.EIO);
    }
}
