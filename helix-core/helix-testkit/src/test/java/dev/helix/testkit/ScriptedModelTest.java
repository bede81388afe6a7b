/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.message.Origin;
import dev.helix.api.message.ToolCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptedModelTest {

    @Test
    void stepsFollowThePositionInTheConversationAndTheLastIsRepeated() throws InterruptedException {
        TalkingAgent agent = TalkingAgent.with(
                ScriptedEngines.of(ScriptedModel.steps(ScriptedModel.says("one"), ScriptedModel.says("two"))));

        assertThat(agent.say("a").message().text()).isEqualTo("one");
        assertThat(agent.say("b").message().text()).isEqualTo("two");
        assertThat(agent.say("c").message().text()).isEqualTo("two");
        assertThatThrownBy(ScriptedModel::steps).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void modelGoesOnWithOtherSteps() throws InterruptedException {
        ScriptedModel model =
                ScriptedModel.says("before").then(2, ScriptedModel.says("after"), ScriptedModel.says("at last"));
        TalkingAgent agent = TalkingAgent.with(ScriptedEngines.of(model));

        assertThat(List.of(text(agent), text(agent), text(agent), text(agent), text(agent)))
                .containsExactly("before", "before", "after", "at last", "at last");
    }

    private static String text(TalkingAgent agent) throws InterruptedException {
        return agent.say("x").message().text();
    }

    @Test
    void anotherModelAnswersTheRequestsThatAreItsOwn() throws InterruptedException {
        ScriptedModel model = ScriptedModel.says("worker")
                .when(request -> ScriptedModel.opening(request).startsWith("Judge"), ScriptedModel.says("judge"));
        ScriptedEngines engines = ScriptedEngines.of(model);

        assertThat(TalkingAgent.with(engines).say("Judge it").message().text()).isEqualTo("judge");
        assertThat(TalkingAgent.with(engines).say("Do it").message().text()).isEqualTo("worker");
        assertThat(engines.requests()).hasSize(2);
        assertThat(ScriptedModel.news(engines.requests().get(1))).isEqualTo("Do it\n");
    }

    @Test
    void repliesComeFromTheEngineThatWasOpened() throws InterruptedException {
        ScriptedEngines engines = ScriptedEngines.of(ScriptedModel.says("x")).provider("anthropic");

        assertThat(TalkingAgent.with(engines).say("x").message().origin())
                .isEqualTo(new Origin("anthropic", "scripted", "m"));
    }

    @Test
    void argumentsOfACallAreJson() {
        ToolCall call =
                ScriptedModel.call("t", "text", "a \"b\"", "number", 3, "list", List.of("x"), "map", Map.of("k", true));

        assertThat(call.arguments())
                .isEqualTo("{\"text\":\"a \\\"b\\\"\",\"number\":3,\"list\":[\"x\"],\"map\":{\"k\":true}}");
        assertThatThrownBy(() -> ScriptedModel.call("t", "alone"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alone has no value");
    }

    @Test
    void clockStandsStillUntilItIsAdvanced() {
        TestClock clock = TestClock.at(Instant.EPOCH);

        assertThat(clock.instant()).isEqualTo(clock.instant()).isEqualTo(Instant.EPOCH);
        assertThat(clock.advance(Duration.ofHours(1))).isEqualTo("1970-01-01T01:00:00Z");
        assertThat(clock.instant()).isEqualTo("1970-01-01T01:00:00Z");
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Arguments> callsWithNull() {
        ScriptedModel model = ScriptedModel.says("x");
        return Stream.of(
                Arguments.of("json", call(() -> Cassette.parse(null))),
                Arguments.of("file", call(() -> Cassette.read(null))),
                Arguments.of("cassette", call(() -> ReplayEngines.of(null))),
                Arguments.of("cassette", call(() -> ScriptedModel.playing(null))),
                Arguments.of("inner", call(() -> RecordingEngines.of(null))),
                Arguments.of(
                        "pattern",
                        call(() ->
                                RecordingEngines.of(ScriptedEngines.of(model)).ignoring(null))),
                Arguments.of("model", call(() -> ScriptedEngines.of(null))),
                Arguments.of("provider", call(() -> ScriptedEngines.of(model).provider(null))),
                Arguments.of("text", call(() -> ScriptedModel.says(null))),
                Arguments.of("other", call(() -> model.when(request -> true, null))),
                Arguments.of("start", call(() -> TestClock.at(null))));
    }

    private static ThrowingCallable call(ThrowingCallable call) {
        return call;
    }

    @ParameterizedTest
    @MethodSource("callsWithNull")
    void nullsAreRefusedByName(String name, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }
}
