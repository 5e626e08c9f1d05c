package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.event.Gate;
import dev.signalbox.fence.Refusal;
import java.util.List;

/**
 * Where an owner answers a program: the pledge, and the client on whose executor whoever listens hears of it.
 *
 * @param questions where the question is noted until it is answered
 * @param <T> the answer
 */
public record Reply<T>(Pledge<T> pledge, ActorRef<ClientCommand> client, Questions questions) {
    /** Answers, as soon as the facts that the answer rests on are stored. */
    void answer(Gate gate, T value) {
        pass(gate, ReadyAnswer.of(pledge, value));
    }

    /** Answers with a refusal. */
    void refuse(Gate gate, Refusal why) {
        pass(gate, ReadyAnswer.failed(pledge, why));
    }

    private void pass(Gate gate, ReadyAnswer<T> ready) {
        if (questions.take(pledge)) {
            gate.pass(
                    new Showing(List.of(), List.of(ready), answers -> client.tell(new ClientCommand.Deliver(answers))));
        }
    }
}
