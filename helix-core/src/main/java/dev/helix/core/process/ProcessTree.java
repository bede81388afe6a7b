/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The tree of everything a process has started, and the means to find and end it.
 *
 * <p>On Linux a member is whatever is in the root's own session, carries the root's marker in its environment, or
 * descends from a member. Elsewhere members are the descendants seen while their ancestors lived. Thread-safe.
 */
final class ProcessTree {
    private static final Duration SHORTEST_PAUSE = Duration.ofNanos(100_000);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(5);
    /** Killed processes vanish within milliseconds; one stuck in the kernel is not waited for longer than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Younger runs than this cannot have seen process numbers come round a whole time. */
    private static final Duration SHORT_RUN = Duration.ofSeconds(1);

    private final ProcessHandle root;
    private final boolean ownSession;
    private final String marker;
    private final long startedNanos = System.nanoTime();

    ProcessTree(ProcessHandle root, boolean ownSession, String marker) {
        this.root = root;
        this.ownSession = ownSession;
        this.marker = marker;
    }

    /** Kills every member, the root included, until none is left or patience ends. */
    void end() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = SHORTEST_PAUSE.toNanos();
        for (List<ProcessHandle> members = members(); !members.isEmpty(); members = members()) {
            members.forEach(ProcessHandle::destroyForcibly);
            if (System.nanoTime() - deadline > 0) {
                return;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
        }
    }

    /** Sums what the members use now; nothing where there is no process table to read. */
    ResourceUsage usage() {
        long pages = 0;
        long tasks = 0;
        long ticks = 0;
        for (ProcTable.Entry member : Platform.LINUX_PROC ? new Search().members() : List.<ProcTable.Entry>of()) {
            pages += member.pages();
            tasks += member.threads();
            ticks += member.ticks();
        }
        Duration time = Duration.ofMillis(ticks * 1000 / AuxiliaryVector.TICKS_PER_SECOND);
        return new ResourceUsage(pages * AuxiliaryVector.PAGE_BYTES, tasks, time);
    }

    private List<ProcessHandle> members() {
        return Platform.LINUX_PROC ? linuxMembers() : descendants();
    }

    private List<ProcessHandle> descendants() {
        Set<ProcessHandle> found = new HashSet<>(root.descendants().toList());
        if (root.isAlive()) {
            found.add(root);
        }
        return List.copyOf(found);
    }

    private List<ProcessHandle> linuxMembers() {
        // The handle is taken before the look, so that a number given to somebody else in between is not killed.
        return new Search()
                .members().stream()
                        .flatMap(entry -> ProcessHandle.of(entry.pid()).stream())
                        .filter(handle -> ProcTable.read(handle.pid()).isPresent())
                        .toList();
    }

    /** One look at the process table. */
    private final class Search {
        private final Map<Long, ProcTable.Entry> members = new HashMap<>();
        private final List<ProcTable.Entry> others = new ArrayList<>();

        Collection<ProcTable.Entry> members() {
            long oldest = numbersMayHaveComeRound() ? 1 : root.pid();
            ProcTable.pids().filter(pid -> pid >= oldest).forEach(this::sort);
            while (others.removeIf(
                    entry -> members.containsKey(entry.parent()) && members.put(entry.pid(), entry) == null)) {}
            return members.values();
        }

        private void sort(long pid) {
            ProcTable.read(pid).ifPresent(entry -> {
                if (belongs(entry)) {
                    members.put(pid, entry);
                } else {
                    others.add(entry);
                }
            });
        }

        private boolean belongs(ProcTable.Entry entry) {
            return entry.pid() == root.pid()
                    || (ownSession && entry.session() == root.pid())
                    || ProcTable.hasInEnvironment(entry.pid(), marker);
        }

        private boolean numbersMayHaveComeRound() {
            return System.nanoTime() - startedNanos > SHORT_RUN.toNanos() || ProcTable.newestPid() < root.pid();
        }
    }
}
