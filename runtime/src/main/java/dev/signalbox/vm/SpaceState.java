package dev.signalbox.vm;

/**
 * An address space at one moment: what an engine must have loaded to execute in it.
 *
 * @param id its number on its device, which is never given again
 * @param root the physical address of its top table
 * @param flushes how many flushes of translations it has needed so far
 */
public record SpaceState(int id, long root, long flushes) {}
