package dev.signalbox.journal;

/** Takes blocks in order. */
@FunctionalInterface
public interface BlockSink {
    /** Takes the next block, and returns whether to go on. */
    boolean block(Block block);
}
