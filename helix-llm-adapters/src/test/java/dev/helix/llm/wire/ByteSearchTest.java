/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    /** On both sides of every border. */
    private static final byte[] BYTES = {
        0, 9, '\n', 11, 12, '\r', 14, 31, ' ', '!', '"', '#', '[', '\\', ']', 'a', 127, -128, -1
    };

    @Test
    void theFirstByteIsFoundWhereALookAtEachFindsIt() {
        for (int seed = 0; seed < 200_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(8) > 0 ? (byte) 'x' : BYTES[random.nextInt(BYTES.length)];
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length + 1 - from);

            assertThat(ByteSearch.lineEnd(bytes, from, to))
                    .as("line end, seed %s", seed)
                    .isEqualTo(first(bytes, from, to, b -> b == '\n' || b == '\r'));
            assertThat(ByteSearch.special(bytes, from, to))
                    .as("special, seed %s", seed)
                    .isEqualTo(first(bytes, from, to, b -> b < ' ' || b == '"' || b == '\\'));
        }
    }

    private static int first(byte[] bytes, int from, int to, IntPredicate sought) {
        int at = from;
        while (at < to && !sought.test(bytes[at])) {
            at++;
        }
        return at;
    }
}
