/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.message.Opaque;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.llm.engine.MalformedResponseException;
import dev.helix.llm.wire.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyAssemblerTest {
    private final List<String> heard = new ArrayList<>();
    private final ReplyAssembler assembler = new ReplyAssembler(Histories.SELF, name -> name, new ModelListener() {
        @Override
        public void text(String text) {
            heard.add(text);
        }

        @Override
        public void thinking(String text) {
            heard.add("~" + text);
        }

        @Override
        public void discarded() {
            heard.add("(discarded)");
        }
    });

    @Test
    void piecesAreJoinedPerBlockEvenWhenBlocksInterleave() throws IOException {
        start(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
        start(1, "{\"type\":\"text\",\"text\":\"He\"}");
        delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}");
        delta(1, "{\"type\":\"text_delta\",\"text\":\"llo\"}");
        delta(0, "{\"type\":\"signature_delta\",\"signature\":\"sig\"}");
        delta(1, "{\"type\":\"text_delta\",\"text\":\"\"}");

        assertThat(assembler.reply().message().content())
                .containsExactly(Thinking.of(Histories.SELF, "hm", "sig"), Text.of("Hello"));
        assertThat(heard).containsExactly("He", "~hm", "llo");
    }

    @Test
    void argumentsAreKeptAsTheModelWroteThem() throws IOException {
        start(0, "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"t\",\"input\":{}}");
        delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"x\\\": \"}");
        delta(0, "{\"type\":\"input_json_delta\",\"partial_json\":\"1.50\"}");
        start(1, "{\"type\":\"tool_use\",\"id\":\"b\",\"name\":\"t\",\"input\": {\"y\" : 1e3 } }");
        start(2, "{\"type\":\"tool_use\",\"id\":\"c\",\"name\":\"t\",\"input\":{}}");
        delta(2, "{\"type\":\"input_json_delta\",\"partial_json\":\"\"}");
        start(3, "{\"type\":\"tool_use\",\"id\":\"d\",\"name\":\"t\"}");

        assertThat(assembler.reply().message().content())
                .containsExactly(
                        ToolCall.of("a", "t", "{\"x\": 1.50"),
                        ToolCall.of("b", "t", "{\"y\" : 1e3 }"),
                        ToolCall.of("c", "t", "{}"),
                        ToolCall.of("d", "t", "{}"));
    }

    @Test
    void blocksNobodyKnowsAreKeptByteForByte() throws IOException {
        String redacted = "{ \"type\":\"redacted_thinking\", \"data\":\"\\u00e9\\/1.50\" }";
        start(0, redacted);
        start(1, "{\"type\":\"server_tool_use\",\"id\":\"s\",\"input\":{},\"name\":\"web_search\"}");
        delta(1, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"q\\\": 1.0}\"}");
        start(2, "{\"type\":\"later\"}");
        delta(2, "{\"type\":\"later_delta\",\"x\":1}");

        assertThat(assembler.reply().message().content())
                .containsExactly(
                        Opaque.of(Histories.SELF, redacted),
                        Opaque.of(
                                Histories.SELF,
                                "{\"type\":\"server_tool_use\",\"id\":\"s\",\"input\":{\"q\": 1.0},\"name\":\"web_search\"}"));
    }

    @Test
    void emptyBlocksAndUnknownEventsAreSkipped() throws IOException {
        start(0, "{\"type\":\"text\",\"text\":\"\"}");
        start(1, "{\"type\":\"thinking\",\"thinking\":null,\"signature\":null}");
        event("{\"type\":\"ping\"}");
        event("{\"type\":\"event_of_the_future\",\"index\":9}");
        event("{}");

        assertThat(assembler.reply().message().content()).isEmpty();
        assertThat(assembler.isComplete()).isFalse();
    }

    @Test
    void aRepeatedStartChangesNothing() throws IOException {
        String start = "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}";
        event(start);
        start(0, "{\"type\":\"text\",\"text\":\"once\"}");
        event(start);
        start(0, "{\"type\":\"text\",\"text\":\"once\"}");

        assertThat(assembler.reply().message().text()).isEqualTo("once");
        assertThat(heard).containsExactly("once");
        assertThat(assembler.reply().usage()).isEqualTo(Usage.of(5, 1));
    }

    @Test
    void anotherMessageInTheSameStreamVoidsTheFirst() throws IOException {
        event(
                "{\"type\":\"message_start\",\"message\":{\"id\":\"a\",\"usage\":{\"input_tokens\":5,\"output_tokens\":9}}}");
        start(0, "{\"type\":\"text\",\"text\":\"half of\"}");
        start(1, "{\"type\":\"tool_use\",\"id\":\"x\",\"name\":\"t\",\"input\":{}}");
        event("{\"type\":\"message_start\",\"message\":{\"id\":\"b\",\"usage\":{\"input_tokens\":5}}}");
        start(0, "{\"type\":\"text\",\"text\":\"whole\"}");

        assertThat(assembler.reply().message().content()).containsExactly(Text.of("whole"));
        assertThat(heard).containsExactly("half of", "(discarded)", "whole");
        assertThat(assembler.reply().usage()).isEqualTo(Usage.of(5, 0));
    }

    @Test
    void contentThatComesWithTheStartOfTheMessageStandsBeforeTheRest() throws IOException {
        event("{\"type\":\"message_start\",\"message\":{\"content\":[{\"type\":\"compaction\", \"content\":\"s\"}]}}");
        start(0, "{\"type\":\"text\",\"text\":\"hi\"}");

        assertThat(assembler.reply().message().content())
                .containsExactly(
                        Opaque.of(Histories.SELF, "{\"type\":\"compaction\", \"content\":\"s\"}"), Text.of("hi"));
    }

    @Test
    void aCallFromWithinAProgramKeepsItsCaller() throws IOException {
        String caller = "{\"type\":\"code_execution_20250825\", \"tool_id\":\"s\"}";
        start(0, "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"t\",\"input\":{},\"caller\":" + caller + "}");
        start(1, "{\"type\":\"tool_use\",\"id\":\"b\",\"name\":\"t\",\"input\":{},\"caller\":{\"type\":\"direct\"}}");

        assertThat(assembler.reply().message().content())
                .containsExactly(
                        ToolCall.of("a", "t", "{}")
                                .withProviderData(Opaque.of(Histories.SELF, "{\"caller\":" + caller + "}")),
                        ToolCall.of("b", "t", "{}"));
    }

    @Test
    void usageIsCumulativeAndLaterReportsWin() throws IOException {
        event("{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":10,\"output_tokens\":1,"
                + "\"cache_read_input_tokens\":3,\"cache_creation_input_tokens\":4}}}");
        event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":20}}");
        assertThat(assembler.reply().usage())
                .isEqualTo(Usage.builder()
                        .inputTokens(10)
                        .outputTokens(20)
                        .cacheReadTokens(3)
                        .cacheWriteTokens(4)
                        .build());

        event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                + "\"usage\":{\"input_tokens\":12,\"output_tokens\":25,\"cache_read_input_tokens\":null}}");
        assertThat(assembler.reply().usage())
                .isEqualTo(Usage.builder()
                        .inputTokens(12)
                        .outputTokens(25)
                        .cacheReadTokens(3)
                        .cacheWriteTokens(4)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, END",
        "stop_sequence, END",
        "tool_use, TOOL_CALLS",
        "max_tokens, OUTPUT_LIMIT",
        "model_context_window_exceeded, OUTPUT_LIMIT",
        "refusal, REFUSED",
        "pause_turn, PAUSED",
        "new_in_2030, OTHER"
    })
    void stopReasonsAreMapped(String reason, StopReason expected) throws IOException {
        event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason + "\"}}");
        event("{\"type\":\"message_stop\"}");

        assertThat(assembler.reply().stop()).isEqualTo(expected);
        assertThat(assembler.isComplete()).isTrue();
    }

    @Test
    void withoutAReasonTheCallsDecide() throws IOException {
        start(0, "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"t\",\"input\":{}}");
        event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":null}}");

        assertThat(assembler.reply().stop()).isEqualTo(StopReason.TOOL_CALLS);
    }

    @Test
    void aWholeMessageIsReadLikeItsEvents() throws IOException {
        String message = "{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"},"
                + "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"t\",\"input\":{\"x\": 1.50}},{\"type\":\"odd\",\"y\":[ 1 ]}],"
                + "\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2}}";

        event(message);

        ModelReply reply = assembler.reply();
        assertThat(reply.message().content())
                .containsExactly(
                        Text.of("Hi"),
                        ToolCall.of("a", "t", "{\"x\": 1.50}"),
                        Opaque.of(Histories.SELF, "{\"type\":\"odd\",\"y\":[ 1 ]}"));
        assertThat(reply.stop()).isEqualTo(StopReason.TOOL_CALLS);
        assertThat(heard).containsExactly("Hi");
    }

    @Test
    void aPieceOfABlockThatNeverBeganIsAnError() {
        assertThatThrownBy(() -> delta(3, "{\"type\":\"text_delta\",\"text\":\"x\"}"))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("block 3");
        assertThatThrownBy(() -> event("{\"type\":\"content_block_start\",\"index\":0,\"content_block\":7}"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> event("{\"type\":\"content_block_start\",\"index\":0}"))
                .isInstanceOf(IOException.class);
    }

    private void start(int index, String block) throws IOException {
        event("{\"type\":\"content_block_start\",\"index\":" + index + ",\"content_block\":" + block + "}");
    }

    private void delta(int index, String delta) throws IOException {
        event("{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":" + delta + "}");
    }

    private void event(String json) throws IOException {
        assembler.accept(JsonText.parse(json));
    }
}
