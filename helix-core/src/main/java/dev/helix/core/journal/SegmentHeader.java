/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.journal.JournalUnreadableException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a segment: which log it belongs to and what comes before it. Immutable.
 *
 * <p>Its checksum follows {@code previousChecksum}, which it states itself, so that it can be checked alone. Releases to
 * come keep this, and {@code v}, {@code prev} and {@code _c} of a first line, so that theirs can be told from damage.
 *
 * @param log the name of the log's directory
 * @param previousSegment the first line of the segment before, 0 for none
 * @param previousChecksum the checksum of the last line before
 * @param original where the segment ended before sessions were deleted from it
 */
record SegmentHeader(String log, long previousSegment, int previousChecksum, Optional<Original> original) {
    static final String KIND = "segment";

    private static final Pattern FIELDS = Pattern.compile(
            ",\"k\":\"segment\",\"log\":\"([^\"]*)\",\"previous\":(\\d{1,18})"
                    + ",\"prev\":\"([0-9a-f]{8})\"(?:,\"last\":(\\d{1,18}),\"end\":\"([0-9a-f]{8})\",\"lines\":(\\d{1,18}))?");
    private static final Pattern VERSION =
            Pattern.compile("\\{\"v\":(\\d{1,9}),.*\"prev\":\"([0-9a-f]{8})\".*,\"_c\":\"([0-9a-f]{8})\"\\}");

    /**
     * The end of a segment before sessions were deleted from it, which is what the next one follows.
     *
     * @param last the position of its last line
     * @param checksum the checksum of its last line
     * @param lines how many lines are left, the header not counted
     */
    record Original(long last, int checksum, long lines) {}

    /** {@return the header in a line, empty when it is none or not what was written} */
    static Optional<SegmentHeader> of(LogLine line) {
        if (!line.wellFormed() || !line.isKind(KIND)) {
            return Optional.empty();
        }
        Matcher fields = FIELDS.matcher(line.body());
        if (!fields.matches()) {
            return Optional.empty();
        }
        int previous = checksum(fields.group(3));
        if (line.computed(previous) != line.stated()) {
            return Optional.empty();
        }
        Optional<Original> original = fields.group(4) == null
                ? Optional.empty()
                : Optional.of(new Original(
                        Long.parseLong(fields.group(4)), checksum(fields.group(5)), Long.parseLong(fields.group(6))));
        return Optional.of(new SegmentHeader(fields.group(1), Long.parseLong(fields.group(2)), previous, original));
    }

    byte[] body() {
        String rewritten = original.map(end ->
                        ",\"last\":" + end.last() + ",\"end\":\"" + hex(end.checksum()) + "\",\"lines\":" + end.lines())
                .orElse("");
        return LogLine.body(
                KIND,
                ",\"log\":\"" + log + "\",\"previous\":" + previousSegment + ",\"prev\":\"" + hex(previousChecksum)
                        + "\"" + rewritten);
    }

    /**
     * Refuses a first line that a newer release wrote.
     *
     * @throws JournalUnreadableException if it is one
     */
    static void requireKnownVersion(LogLine line, Path file) {
        String text = line.text();
        Matcher header = VERSION.matcher(text);
        if (header.matches() && Integer.parseInt(header.group(1)) > LogLine.VERSION) {
            byte[] checked =
                    text.substring(0, header.start(3) - ",\"_c\":\"".length()).getBytes(UTF_8);
            if (LogLine.checksum(checksum(header.group(2)), checked, 0, checked.length) == checksum(header.group(3))) {
                throw new JournalUnreadableException(
                        "the journal segment " + file + " has format " + header.group(1) + ", this release reads up to "
                                + LogLine.VERSION + "; open it with the release that wrote it, or move the directory "
                                + file.getParent() + " away to begin a new journal",
                        null);
            }
        }
    }

    private static int checksum(String hex) {
        return Integer.parseUnsignedInt(hex, 16);
    }

    private static String hex(int checksum) {
        return String.format("%08x", checksum);
    }
}
