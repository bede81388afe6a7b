/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectReader;

/** A writer of the difference of two trees as text for reviewers; attributes and text converters are not consulted. */
final class UnifiedDiff {
    /** More than any reviewer, person or model, takes in at once: 1 MiB. */
    static final int LIMIT_BYTES = 1024 * 1024;

    private UnifiedDiff() {}

    static String between(ObjectReader reader, AnyObjectId before, AnyObjectId after) throws IOException {
        Bounded out = new Bounded();
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.setReader(reader, new Config());
            formatter.setBinaryFileThreshold(CatFileReader.LARGEST_BYTES);
            for (DiffEntry entry : formatter.scan(before, after)) {
                if (out.full()) {
                    break;
                }
                formatter.format(entry);
            }
            formatter.flush();
        }
        return out.text();
    }

    /** An output stream that keeps the first bytes and counts the rest. */
    private static final class Bounded extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean full;

        boolean full() {
            return full;
        }

        String text() {
            String text = kept.toString(UTF_8);
            return full ? text + "\n[diff cut at " + LIMIT_BYTES + " bytes]\n" : text;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int room = Math.min(length, LIMIT_BYTES - kept.size());
            kept.write(bytes, offset, room);
            full |= room < length;
        }
    }
}
