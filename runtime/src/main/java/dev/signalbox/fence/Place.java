package dev.signalbox.fence;

/**
 * Where a node stands in a {@link ChainIndex}: nodes that were appended later come later.
 *
 * @param stretch which of the contexts that followed one another in the index, counted from 0
 * @param seqno where in that context, a 64-bit number
 */
record Place(long stretch, long seqno) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        return stretch != other.stretch
                ? Long.compare(stretch, other.stretch)
                : Long.compareUnsigned(seqno, other.seqno);
    }
}
