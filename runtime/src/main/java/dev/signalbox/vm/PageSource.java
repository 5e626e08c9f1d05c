package dev.signalbox.vm;

import java.util.OptionalLong;

/** Where pages for tables come from. */
public interface PageSource {
    /** Takes a page that reads as 0; returns its physical address, or nothing when there is none left. */
    OptionalLong take();

    /** Gives a page back that reads as 0. */
    void give(long page);
}
