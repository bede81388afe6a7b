/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The fields of output that git separates with NUL characters. Pure function. */
public final class Fields {
    private Fields() {}

    /** {@return the fields that git printed with {@code -z}, without an empty one after the last NUL} */
    public static List<byte[]> of(byte[] output) {
        List<byte[]> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < output.length; i++) {
            if (output[i] == 0) {
                fields.add(Arrays.copyOfRange(output, start, i));
                start = i + 1;
            }
        }
        if (start < output.length) {
            fields.add(Arrays.copyOfRange(output, start, output.length));
        }
        return fields;
    }
}
