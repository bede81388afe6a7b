/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.SessionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of a log, {@code journal-<position of its first line>.jsonl}, and which records it holds. Guarded by its own
 * monitor; nothing foreign is called under it.
 */
final class Segment {
    private static final Pattern NAME = Pattern.compile("journal-(\\d{12,18})\\.jsonl");

    private final Path directory;
    private final Path file;
    private final long first;
    private final Map<SessionId, List<RecordRun>> runs = new HashMap<>();
    private final List<BadLines> bad = new ArrayList<>();
    private int checksumBefore;
    private long end;
    private boolean sealed;

    Segment(Path directory, long first) {
        this.directory = directory;
        this.file = directory.resolve(name(first));
        this.first = first;
    }

    static String name(long first) {
        return String.format("journal-%012d.jsonl", first);
    }

    /** {@return the first line that a file name stands for, empty when it is no segment's} */
    static OptionalLong first(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    Path directory() {
        return directory;
    }

    Path file() {
        return file;
    }

    /** {@return the position of its first line in the log} */
    long first() {
        return first;
    }

    /** {@return the bytes up to the end of its last good line} */
    synchronized long end() {
        return end;
    }

    synchronized void end(long bytes) {
        this.end = bytes;
    }

    /** {@return the checksum of the last line of the segment before} */
    synchronized int checksumBefore() {
        return checksumBefore;
    }

    synchronized void checksumBefore(int checksum) {
        this.checksumBefore = checksum;
    }

    /** {@return whether no line may be added to it} */
    synchronized boolean sealed() {
        return sealed;
    }

    synchronized void seal() {
        sealed = true;
    }

    /** Notes bad lines, after which nothing is added. */
    synchronized void bad(BadLines lines) {
        bad.add(lines);
        sealed = true;
    }

    /** {@return its bad lines, in order} */
    synchronized List<BadLines> bad() {
        return List.copyOf(bad);
    }

    /** {@return whether bad lines are known at a position in the file} */
    synchronized boolean isBad(long position) {
        return bad.stream().anyMatch(lines -> lines.covers(position));
    }

    /** Adds a record that stands at a position, after a line with a checksum. */
    synchronized void add(SessionId session, long sequence, long position, int checksum) {
        List<RecordRun> of = runs.computeIfAbsent(session, id -> new ArrayList<>(1));
        if (of.isEmpty() || of.get(of.size() - 1).last() + 1 != sequence) {
            of.add(new RecordRun(sequence));
        }
        of.get(of.size() - 1).add(position, checksum);
    }

    /** {@return copies of the runs of a session, in order} */
    synchronized List<RecordRun> runs(SessionId session) {
        return runs.getOrDefault(session, List.of()).stream()
                .map(RecordRun::copy)
                .toList();
    }

    synchronized Set<SessionId> sessions() {
        return Set.copyOf(runs.keySet());
    }
}
