/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.benchmarks.GeneratedStream.Protocol;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedStreamTest {
    @ParameterizedTest
    @EnumSource
    void theEngineDecodesAllThatWasWritten(Protocol protocol) throws Exception {
        GeneratedStream stream = GeneratedStream.of(protocol, 100_000);
        StringBuilder heard = new StringBuilder();
        ModelListener listener = new ModelListener() {
            @Override
            public void text(String text) {
                heard.append(text);
            }
        };

        AssistantMessage message = StreamTransport.open(
                        new StreamTransport(protocol, stream).engines(protocol), "model")
                .generate(
                        ModelRequest.builder()
                                .messages(List.of(UserMessage.of("hi")))
                                .build(),
                        listener)
                .message();

        assertThat(heard).hasToString(stream.text());
        assertThat(message.text()).isEqualTo(stream.text());
        assertThat(message.content().stream()
                        .filter(Thinking.class::isInstance)
                        .map(part -> ((Thinking) part).text())
                        .collect(Collectors.joining()))
                .isEqualTo(stream.thinking());
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(message.calls().get(0).arguments())).isEqualTo(json.readTree(stream.arguments()));
    }

    @ParameterizedTest
    @EnumSource
    void aMegabyteIsAMillionBytesWithinOnePercent(Protocol protocol) {
        int length = GeneratedStream.of(protocol, StreamDecodeBenchmark.BYTES).bytes().length;

        assertThat(length).isBetween(990_000, 1_010_000);
    }
}
