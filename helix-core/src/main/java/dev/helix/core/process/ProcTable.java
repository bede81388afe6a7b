/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;

/** A reader of the process table of Linux, see proc(5). Immutable. */
final class ProcTable {
    private static final Path PROC = Path.of("/proc");
    /** Flag of linux/sched.h: no instruction of the program is run any more, only the kernel tidies up. */
    private static final long PF_EXITING = 0x4;

    /** What {@code /proc/pid/stat} tells about a process that still runs. */
    record Entry(long pid, long parent, long session, long ticks, long threads, long pages) {}

    private ProcTable() {}

    /** Lists the numbers of all processes. */
    static LongStream pids() {
        String[] names = PROC.toFile().list();
        return names == null ? LongStream.empty() : LongStream.of(numbers(names));
    }

    private static long[] numbers(String[] names) {
        long[] numbers = new long[names.length];
        int count = 0;
        for (String name : names) {
            if (Character.isDigit(name.charAt(0))) {
                numbers[count++] = Long.parseLong(name);
            }
        }
        return java.util.Arrays.copyOf(numbers, count);
    }

    /** {@return the number given out last, from which a wrap-around of process numbers can be told; 0 if unknown} */
    static long newestPid() {
        try {
            String load = Files.readString(PROC.resolve("loadavg"), StandardCharsets.US_ASCII)
                    .trim();
            return Long.parseLong(load.substring(load.lastIndexOf(' ') + 1));
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Reads a process; empty when it is gone, or will never run again: it exits, or waits to be reaped. */
    static Optional<Entry> read(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            // The name in parentheses may itself hold blanks and parentheses: count from the last one.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return neverRunsAgain(fields) ? Optional.empty() : Optional.of(entry(pid, fields));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A first thread that exited says nothing about further ones, which keep the process at work. */
    private static boolean neverRunsAgain(String[] fields) {
        boolean ended = fields[0].equals("Z") || fields[0].equals("X") || (number(fields, 6) & PF_EXITING) != 0;
        return ended && number(fields, 17) <= 1;
    }

    /** Counted from the state, which is field 3 of proc(5): 9 are the flags, 14 to 17 are processor time, 20 threads, 24 pages. */
    private static Entry entry(long pid, String[] fields) {
        long ticks = number(fields, 11) + number(fields, 12) + number(fields, 13) + number(fields, 14);
        return new Entry(pid, number(fields, 1), number(fields, 3), ticks, number(fields, 17), number(fields, 21));
    }

    private static long number(String[] fields, int at) {
        return Long.parseLong(fields[at]);
    }

    /** {@return whether a variable stands in a process's initial environment; false when we may not look} */
    static boolean hasInEnvironment(long pid, String assignment) {
        try {
            String environment = Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
            return environment.contains(assignment);
        } catch (IOException e) {
            return false;
        }
    }
}
