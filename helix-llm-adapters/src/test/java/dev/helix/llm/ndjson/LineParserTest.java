/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.ndjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.llm.http.HttpLimitException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void linesAreFoundHoweverTheBytesAreCut(int size) throws IOException {
        byte[] bytes = "\uFEFF{\"a\":\"ü🚀\"}\n\n  \r\n{\"b\":1}\r\n{\"c\":2}".getBytes(StandardCharsets.UTF_8);
        LineParser parser = new LineParser(100);
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += size) {
            lines.addAll(parser.feed(java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size))));
        }
        lines.addAll(parser.end());

        assertThat(lines).containsExactly("{\"a\":\"ü🚀\"}", "{\"b\":1}", "{\"c\":2}");
        assertThat(parser.end()).isEmpty();
    }

    @Test
    void aLineWithoutEndIsRefused() {
        LineParser parser = new LineParser(100);

        assertThatThrownBy(() -> parser.feed(new byte[101]))
                .isInstanceOf(HttpLimitException.class)
                .hasMessageContaining("100 bytes");
    }
}
