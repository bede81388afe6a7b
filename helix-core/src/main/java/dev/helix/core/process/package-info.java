/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Child processes: the only place of the library that starts, feeds, reads and ends them.
 *
 * <p><b>Threads.</b> One launcher thread per {@link dev.helix.core.process.ProcessRunner} starts every process, because
 * a kernel's parent-death signal fires when the starting <em>thread</em> ends. Pool threads named {@code
 * helix-process-n} read output, write input, call listeners and wait for exits, looking at what the tree uses meanwhile, so
 * that callers (virtual threads among them) only ever wait on a future.
 *
 * <p><b>Trees.</b> A process and everything it started end together. Members are found by session, by ancestry and by a
 * marker in their environment; only a descendant that leaves its session, loses its parent and wipes its environment is
 * missed. Where there is no {@code /proc}, only ancestry is known.
 */
package dev.helix.core.process;
