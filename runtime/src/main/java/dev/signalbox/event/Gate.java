package dev.signalbox.event;

import dev.signalbox.fence.Refusal;

/**
 * What a program is shown waits here until the facts that it rests on are as safe as was asked for. Nothing that the device does
 * waits here.
 */
public interface Gate {
    /** Nothing waits. */
    Gate OPEN = new Gate() {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void pass(Held held) {
            held.pass();
        }

        @Override
        public void refuseWhenBroken() {}
    };

    /** Something that is to be shown. */
    interface Held {
        /** Shows it; on whatever thread. */
        void pass();

        /** It can never be shown, for the facts cannot be stored. */
        void lost(Refusal why);
    }

    /** Returns whether nothing ever waits. */
    boolean isOpen();

    /** Lets something pass as soon as every fact that was reported so far is safe; what one owner gives passes in order. */
    void pass(Held held);

    /**
     * Refuses when nothing passes any more.
     *
     * @throws Refusal EIO when facts cannot be stored
     */
    void refuseWhenBroken();
}
