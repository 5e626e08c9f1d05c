package dev.signalbox.sim.lab;

/** Hears of every message that is put into the mailbox of a typed actor of a lab; it must not send any itself. */
@FunctionalInterface
public interface MessageListener {
    /**
     * A message was sent.
     *
     * @param receiver the name of the actor, without its path
     */
    void sent(String receiver, Object message);
}
