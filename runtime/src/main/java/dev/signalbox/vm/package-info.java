/**
 * The address spaces of clients: page tables as the device walks them, written by the host.
 *
 * <p>Always true:
 * <ul>
 *   <li>a virtual page is mapped once or not at all;
 *   <li>mapping that finds no room for tables, and unmapping that does not, change no translation;
 *   <li>a table without entries goes back to where it came from; the top one stays as long as its address space;
 *   <li>whoever uses a translation that is gone has flushed less often than its address space counts.
 * </ul>
 *
 * <p>Knows: {@code device} (its memory, the format of tables). Knows nothing of buffers. In the kernel: drm_gpuvm and the page table
 * code of a driver.
 */
@NullMarked
package dev.signalbox.vm;

import org.jspecify.annotations.NullMarked;
