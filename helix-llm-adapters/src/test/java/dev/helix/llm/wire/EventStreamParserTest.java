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
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventStreamParserTest {
    private final List<String> found = new ArrayList<>();

    static Stream<Arguments> streams() {
        return Stream.of(
                Arguments.of("data: a\n\n", "a"),
                Arguments.of("data:a\n\n", "a"),
                Arguments.of("data:  a \n\n", " a "),
                Arguments.of("event: x\ndata: a\n\n", "a"),
                Arguments.of("data: a\nevent: x\n\n", "a"),
                Arguments.of("data: a\r\n\r\ndata: b\r\n\r\n", "a|b"),
                Arguments.of("data: a\r\rdata: b\r\r", "a|b"),
                Arguments.of("data: a\ndata: b\n\n", "a\nb"),
                Arguments.of("data: a\ndata:\ndata: b\n\n", "a\n\nb"),
                Arguments.of(": comment\ndata: a\n: another\n\n", "a"),
                Arguments.of("id: 7\nretry: 10\nunknown: x\ndata: a\n\n", "a"),
                Arguments.of("event: ping\n\n", ""),
                Arguments.of("event: x\n\ndata: a\n\n", "a"),
                Arguments.of("data\n\n", ""),
                Arguments.of("\n\n\ndata: a\n\n\n\n", "a"),
                Arguments.of("\uFEFFdata: a\n\n", "a"),
                Arguments.of("data: {\"t\":\"ü🚀€\"}\n\n", "{\"t\":\"ü🚀€\"}"),
                Arguments.of("data: a\n", ""),
                Arguments.of("data: a", ""),
                Arguments.of("data\ndata\n\n", "\n"),
                Arguments.of("database: a\ndat: b\n\n", ""),
                Arguments.of("data: a\r\ndata: b\r\r\n", "a\nb"),
                Arguments.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void eventsAreTakenApart(String stream, String events) throws IOException {
        new EventStreamParser(1000).feed(utf8(stream), this::found);

        assertThat(String.join("|", found)).isEqualTo(events);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void itDoesNotMatterHowTheBytesAreCut(String stream, String events) throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            EventStreamParser parser = new EventStreamParser(1000);
            found.clear();
            byte[] bytes = utf8(stream);
            int from = 0;
            while (from < bytes.length) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(3));
                parser.feed(Arrays.copyOfRange(bytes, from, to), this::found);
                from = to;
            }
            assertThat(String.join("|", found)).as("seed %d", seed).isEqualTo(events);
        }
    }

    @ParameterizedTest
    @CsvSource({"'data: a\n',a", "'data: a',a", "'data: a\n\nid: 7',a", "'data: a\n\nda',a", "'',''"})
    void theLastEventCountsAtTheEndOfTheStreamWithoutItsBlankLine(String stream, String events) throws IOException {
        EventStreamParser parser = new EventStreamParser(1000);
        parser.feed(utf8(stream.translateEscapes()), this::found);

        parser.end(this::found);

        assertThat(String.join("|", found)).isEqualTo(events);
    }

    @Test
    void anEventWithoutEndIsStopped() {
        assertThatThrownBy(() -> new EventStreamParser(10).feed(utf8("data: 56789012"), this::found))
                .isInstanceOf(HttpLimitException.class)
                .hasMessageContaining("10 bytes");
        assertThatThrownBy(() -> new EventStreamParser(10).feed(utf8("data: 5678\ndata: 5\n"), this::found))
                .isInstanceOf(HttpLimitException.class);
    }

    @Test
    void manyEventsMayBeLongerThanOne() throws IOException {
        new EventStreamParser(10).feed(utf8("data: 1\n\n".repeat(50)), this::found);

        assertThat(found).hasSize(50);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void found(byte[] bytes, int from, int to) {
        found.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
}
