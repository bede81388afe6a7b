/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.llm.http.HttpLimitException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventStreamParserTest {
    static Stream<Arguments> streams() {
        return Stream.of(
                Arguments.of("data: a\n\n", "message=a"),
                Arguments.of("data:a\n\n", "message=a"),
                Arguments.of("data:  a \n\n", "message= a "),
                Arguments.of("event: x\ndata: a\n\n", "x=a"),
                Arguments.of("data: a\nevent: x\n\n", "x=a"),
                Arguments.of("data: a\r\n\r\ndata: b\r\n\r\n", "message=a,message=b"),
                Arguments.of("data: a\r\rdata: b\r\r", "message=a,message=b"),
                Arguments.of("data: a\ndata: b\n\n", "message=a\nb"),
                Arguments.of("data: a\ndata:\ndata: b\n\n", "message=a\n\nb"),
                Arguments.of(": comment\ndata: a\n: another\n\n", "message=a"),
                Arguments.of("id: 7\nretry: 10\nunknown: x\ndata: a\n\n", "message=a"),
                Arguments.of("event: ping\n\n", ""),
                Arguments.of("event: x\n\ndata: a\n\n", "message=a"),
                Arguments.of("data\n\n", "message="),
                Arguments.of("\n\n\ndata: a\n\n\n\n", "message=a"),
                Arguments.of("\uFEFFdata: a\n\n", "message=a"),
                Arguments.of("data: {\"t\":\"ü🚀€\"}\n\n", "message={\"t\":\"ü🚀€\"}"),
                Arguments.of("data: a\n", ""),
                Arguments.of("data: a", ""),
                Arguments.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void eventsAreTakenApart(String stream, String events) throws HttpLimitException {
        assertThat(shown(new EventStreamParser(1000).feed(utf8(stream)))).isEqualTo(events);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void itDoesNotMatterHowTheBytesAreCut(String stream, String events) throws HttpLimitException {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            EventStreamParser parser = new EventStreamParser(1000);
            List<ServerSentEvent> found = new ArrayList<>();
            byte[] bytes = utf8(stream);
            int from = 0;
            while (from < bytes.length) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(3));
                found.addAll(parser.feed(Arrays.copyOfRange(bytes, from, to)));
                from = to;
            }
            assertThat(shown(found)).as("seed %d", seed).isEqualTo(events);
        }
    }

    @Test
    void anEventWithoutEndIsStopped() {
        assertThatThrownBy(() -> new EventStreamParser(10).feed(utf8("data: 56789012")))
                .isInstanceOf(HttpLimitException.class)
                .hasMessageContaining("10 bytes");
        assertThatThrownBy(() -> new EventStreamParser(10).feed(utf8("data: 5678\ndata: 5\n")))
                .isInstanceOf(HttpLimitException.class);
    }

    @Test
    void manyEventsMayBeLongerThanOne() throws HttpLimitException {
        assertThat(new EventStreamParser(10).feed(utf8("data: 1\n\n".repeat(50))))
                .hasSize(50);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String shown(List<ServerSentEvent> events) {
        return String.join(
                ",", events.stream().map(e -> e.name() + "=" + e.data()).toList());
    }
}
