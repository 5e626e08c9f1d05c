package dev.signalbox.journal;

/** Decodes the blocks of one persistence id and checks that no fact is missing between them. */
final class BlockOrder {
    private final BlockCodec codec = new BlockCodec();
    private final BlockSink sink;
    private boolean appeared;
    private long lastFact;

    BlockOrder(BlockSink sink) {
        this.sink = sink;
    }

    boolean appeared() {
        return appeared;
    }

    long lastFact() {
        return lastFact;
    }

    /** Takes the next entry; returns whether to go on. */
    boolean entry(Entry entry) {
        appeared = true;
        if (entry instanceof Entry.Write write) {
            for (Event event : write.events()) {
                if (!event(event)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean event(Event event) {
        Block block = decode(event);
        if (block.first() != lastFact + 1) {
            throw new MalformedBytes(
                    0,
                    "event " + event.sequenceNr() + " begins with fact " + block.first() + ", but " + (lastFact + 1)
                            + " is next",
                    SegmentScan.BACKUP);
        }
        lastFact = block.last();
        return sink.block(block);
    }

    private Block decode(Event event) {
        String where = " of event " + event.sequenceNr();
        if (event.payload().serializerId() != BlockSerializer.IDENTIFIER) {
            throw new MalformedBytes(0, "the payload" + where + " is not a block: " + event.payload(), Wire.NOT_OURS);
        }
        try {
            return codec.decode(event.payload().bytes());
        } catch (MalformedBytes malformed) {
            String what = malformed.what() + ", at byte " + malformed.position() + " of the block" + where;
            throw new MalformedBytes(malformed.position(), what, malformed.hint());
        }
    }
}
