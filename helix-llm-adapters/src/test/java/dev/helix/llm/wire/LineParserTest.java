/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.llm.http.HttpLimitException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {
    private final List<String> found = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void linesAreFoundHoweverTheBytesAreCut(int size) throws IOException {
        byte[] bytes = "{\"a\":\"ü🚀\"}\n\n  \r\n{\"b\":1}\r\n{\"c\":2}".getBytes(StandardCharsets.UTF_8);
        LineParser parser = new LineParser(100);
        for (int from = 0; from < bytes.length; from += size) {
            parser.feed(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)), this::found);
        }
        parser.end(this::found);
        parser.end(this::found);

        assertThat(found).containsExactly("{\"a\":\"ü🚀\"}", "{\"b\":1}", "{\"c\":2}");
    }

    @Test
    void aLineWithoutEndIsRefused() {
        LineParser parser = new LineParser(100);

        assertThatThrownBy(() -> parser.feed(new byte[101], this::found))
                .isInstanceOf(HttpLimitException.class)
                .hasMessageContaining("100 bytes");
        assertThatThrownBy(() -> new LineParser(100)
                        .feed(("x".repeat(101) + "\n").getBytes(StandardCharsets.UTF_8), this::found))
                .isInstanceOf(HttpLimitException.class);
    }

    private void found(byte[] bytes, int from, int to) {
        found.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
}
