package dev.signalbox.journal;

/** Where a record stands: the number of its segment, and the byte in it where its header begins. */
record Location(long segment, long offset) {}
