/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.llm.wire.JsonText;
import dev.helix.llm.wire.JsonValue;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of what compatible servers make of the protocol. */
class ChatDecoderTest {
    private static final Origin SELF = new Origin("local", "openai-chat", "m");
    private static final ToolCall A = ToolCall.of("a", "t", "{\"x\":1}");
    private static final ToolCall B = ToolCall.of("b", "t", "{\"x\":2}");

    private final ChatDecoder decoder = new ChatDecoder(SELF, name -> name, ModelListener.NONE);

    @Test
    void callsWithoutAnIndexAreToldApartByTheirIds() throws IOException {
        call("{\"id\":\"a\",\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"x\\\":\"}}");
        call("{\"function\":{\"arguments\":\"1}\"}}");
        call("{\"id\":\"b\",\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"x\\\":2}\"}}");

        assertThat(calls()).containsExactly(A, B);
    }

    @Test
    void callsWithoutAnIdGetOne() throws IOException {
        call("{\"index\":0,\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"x\\\":1}\"}}");
        call("{\"index\":1,\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"x\\\":2}\"}}");

        assertThat(calls()).containsExactly(A.withId("call_1"), B.withId("call_2"));
    }

    @Test
    void callsWithNeitherIdNorIndexAreToldApartByTheirEnds() throws IOException {
        call("{\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"x\\\":1}\"}}");
        call("{\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"x\\\":2}\"}}");

        assertThat(calls()).containsExactly(A.withId("call_1"), B.withId("call_2"));
    }

    @Test
    void aNameThatIsRepeatedWithEveryPieceCountsOnce() throws IOException {
        for (String piece : new String[] {"{", "\\\"x\\\"", ":1}", ""}) {
            call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"t\",\"arguments\":\"" + piece + "\"}}");
        }

        assertThat(calls()).containsExactly(A);
    }

    @Test
    void callsThatAllHaveTheFirstIndexAreToldApartByTheirIds() throws IOException {
        call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"x\\\":1}\"}}");
        call("{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"x\\\":2}\"}}");

        assertThat(calls()).containsExactly(A, B);
    }

    @Test
    void oneIdTwiceBecomesTwo() throws IOException {
        call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"x\\\":1}\"}}");
        call("{\"index\":1,\"id\":\"a\",\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"x\\\":2}\"}}");

        assertThat(calls()).containsExactly(A, B.withId("a_1"));
    }

    @Test
    void argumentsMayBeAnObjectOrAbsent() throws IOException {
        call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"t\",\"arguments\":{\"x\": 1.50}}}");
        call("{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"t\"}}");

        assertThat(calls()).containsExactly(ToolCall.of("a", "t", "{\"x\": 1.50}"), ToolCall.of("b", "t", "{}"));
    }

    @Test
    void aReasonToStopWithCallsMeansTheCalls() throws IOException {
        call("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"t\",\"arguments\":\"{}\"}}");
        chunk("\"finish_reason\":\"stop\"", "");

        assertThat(decoder.reply().stop()).isEqualTo(StopReason.TOOL_CALLS);
    }

    @ParameterizedTest
    @CsvSource({
        "stop, END",
        "length, OUTPUT_LIMIT",
        "model_length, OUTPUT_LIMIT",
        "content_filter, REFUSED",
        "tool_calls, END",
        "new_in_2030, OTHER",
    })
    void reasonsToStopAreMapped(String reason, StopReason stop) throws IOException {
        chunk("\"finish_reason\":\"" + reason + "\"", "");

        assertThat(decoder.isComplete()).isTrue();
        assertThat(decoder.reply().stop()).isEqualTo(stop);
    }

    @Test
    void aRefusalIsTextAndAReason() throws IOException {
        chunk("\"delta\":{\"refusal\":\"I will not.\"}", "");
        chunk("\"finish_reason\":\"stop\"", "");

        ModelReply reply = decoder.reply();
        assertThat(reply.stop()).isEqualTo(StopReason.REFUSED);
        assertThat(reply.message().content()).containsExactly(Text.of("I will not."));
    }

    @Test
    void anAnswerThatTheProviderGaveUpIsAnError() {
        assertThatThrownBy(() -> chunk("\"finish_reason\":\"error\"", ""))
                .isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void usageMayComeWithTheLastChoiceAndElsewhere() throws IOException {
        chunk(
                "\"finish_reason\":\"stop\"",
                ",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":4,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":3,\"cache_write_tokens\":2}}");
        assertThat(decoder.reply().usage())
                .isEqualTo(Usage.builder()
                        .inputTokens(5)
                        .outputTokens(4)
                        .cacheReadTokens(3)
                        .cacheWriteTokens(2)
                        .build());

        accept("{\"choices\":[],\"x_groq\":{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}}");
        assertThat(decoder.reply().usage()).isEqualTo(Usage.of(1, 2));

        accept(
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"prompt_cache_hit_tokens\":2,\"completion_tokens\":2,\"total_tokens\":17}}");
        assertThat(decoder.reply().usage())
                .as("reasoning that is only in the total")
                .isEqualTo(Usage.builder()
                        .inputTokens(3)
                        .outputTokens(12)
                        .cacheReadTokens(2)
                        .build());
    }

    @Test
    void aStreamThatEndsWithDoneAloneIsComplete() throws IOException {
        chunk("\"delta\":{\"content\":\"hi\"}", "");
        assertThat(decoder.isComplete()).isFalse();

        decoder.accept(JsonValue.MISSING);

        assertThat(decoder.hasEnded()).isTrue();
        assertThat(decoder.reply().message().text()).isEqualTo("hi");
    }

    @Test
    void chunksThatAreNumberedAreOneReply() throws IOException {
        accept("{\"id\":\"1\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"one \"}}]}");
        accept("{\"id\":\"2\",\"choices\":[{\"delta\":{\"content\":\"two\"}}]}");

        assertThat(decoder.reply().message().text()).isEqualTo("one two");
    }

    @Test
    void aReplyThatFollowsACompleteOneIsNotRead() throws IOException {
        accept(
                "{\"id\":\"1\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"one\"},\"finish_reason\":\"stop\"}]}");
        accept("{\"id\":\"2\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"two\"}}]}");

        assertThat(decoder.hasEnded()).isTrue();
        assertThat(decoder.reply().message().text()).isEqualTo("one");
    }

    @Test
    void detailsOfReasoningAddUpAndAreKept() throws IOException {
        chunk(
                "\"delta\":{\"reasoning\":\"I \",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"I \",\"index\":0}]}",
                "");
        chunk(
                "\"delta\":{\"reasoning\":\"think\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"think\",\"index\":0}]}",
                "");
        chunk(
                "\"delta\":{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"signature\":\"sig\",\"index\":0}]}",
                "");
        chunk("\"delta\":{\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"xx\",\"index\":1}]}", "");

        assertThat(decoder.reply().message().content())
                .containsExactly(Thinking.of(SELF, "I think", "")
                        .withProviderData(Opaque.of(
                                SELF,
                                "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"I think\",\"index\":0,\"signature\":\"sig\"},"
                                        + "{\"type\":\"reasoning.encrypted\",\"data\":\"xx\",\"index\":1}]}")));
    }

    @Test
    void whatGeminiWantsBackWithACallIsKeptByteForByte() throws IOException {
        String extra = "{\"google\": {\"thought_signature\":\"a\\u00e9\"}}";
        call("{\"index\":0,\"id\":\"a\",\"extra_content\":" + extra
                + ",\"function\":{\"name\":\"t\",\"arguments\":\"{\\\"x\\\":1}\"}}");

        assertThat(calls()).containsExactly(A.withProviderData(Opaque.of(SELF, "{\"extra_content\":" + extra + "}")));
    }

    private java.util.List<ToolCall> calls() throws IOException {
        return decoder.reply().message().calls();
    }

    private void call(String call) throws IOException {
        chunk("\"delta\":{\"tool_calls\":[" + call + "]}", "");
    }

    private void chunk(String choice, String more) throws IOException {
        accept("{\"choices\":[{" + choice + "}]" + more + "}");
    }

    private void accept(String json) throws IOException {
        decoder.accept(JsonText.parse(json));
    }
}
