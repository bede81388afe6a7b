/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.manager.TaskHost;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.Secret;
import dev.helix.api.model.StopReason;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.testkit.ScriptedModel;
import dev.helix.testkit.server.FakeAnthropic;
import dev.helix.testkit.server.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listens to a delivery over HTTP whose answers break off at every stage: each word is heard once. */
class StreamedTextTest {
    private static final String WORDS = "I read the greeting first, then I change it, and I change nothing else. ";

    @TempDir
    Path temporary;

    @Test
    void textIsHeardOnceHoweverOftenItsStreamBreaks() throws Exception {
        Scenario trial = Scenario.in(temporary);
        ScriptedModel model = ScriptedModel.steps(
                saying(ToolCalls.bind()),
                saying(ToolCalls.write("src/one.sh", "echo one\n"), ToolCalls.commit("One")),
                saying(ToolCalls.complete()));
        TextWatch watch = new TextWatch();

        TaskOutcome outcome;
        try (FakeAnthropic server = FakeAnthropic.start(model)) {
            server.fault(1, breakingOffAfter(5))
                    .fault(2, breakingOffAfter(3))
                    .fault(4, Fault.cutInTheMiddle())
                    .fault(5, Fault.errorEvent("overloaded_error", "Overloaded"))
                    .fault(7, Fault.malformedJson());
            outcome = Scenario.run(
                    trial.assemble(AnthropicEngines.builder()
                                    .baseUrl(server.baseUrl())
                                    .build())
                            .credentials(request -> Optional.of(Secret.of("key")))
                            .retries(RetryPolicy.builder()
                                    .initialDelay(Duration.ofMillis(1))
                                    .build()),
                    trial.task("Write a file."),
                    watch);
            assertThat(server.received()).hasSize(3 + 5);
        }

        assertThat(outcome).as(outcome.explanation()).isInstanceOf(TaskOutcome.Delivered.class);
        assertThat(watch.kept).containsExactly(WORDS, WORDS, WORDS);
        assertThat(watch.heard).isEqualTo(watch.kept);
        assertThat(watch.retries).isEqualTo(5);
        assertThat(watch.calls).isEqualTo(4);
    }

    private static ScriptedModel saying(ToolCall... calls) {
        return request -> ScriptedModel.reply(
                StopReason.TOOL_CALLS,
                Stream.concat(Stream.of(Text.of(WORDS)), Stream.of(calls)).toArray(Content[]::new));
    }

    /** Sends some whole events and hangs up. */
    private static Fault breakingOffAfter(int count) {
        return (events, response) -> {
            response.begin(200, Map.of("content-type", "text/event-stream"));
            for (String event : events.subList(0, count)) {
                response.piece(event);
            }
        };
    }

    /** A host that puts the text it heard together, message by message. */
    private static final class TextWatch implements TaskHost {
        private final List<String> heard = new ArrayList<>();
        private final List<String> kept = new ArrayList<>();
        private final StringBuilder current = new StringBuilder();
        private int retries;
        private int calls;

        @Override
        public synchronized void progress(Progress progress) {
            if (progress instanceof Progress.TextDelta delta) {
                current.append(delta.text());
            } else if (progress instanceof Progress.MessageDiscarded) {
                current.setLength(0);
            } else if (progress instanceof Progress.ModelCallRetried) {
                retries++;
            }
        }

        @Override
        public synchronized void event(SessionEvent event) {
            if (event.body() instanceof SessionEvents.MessageAdded added
                    && added.message() instanceof AssistantMessage message) {
                kept.add(message.text());
                heard.add(current.toString());
                current.setLength(0);
            } else if (event.body() instanceof CallEvents.ToolCallStarted) {
                calls++;
            }
        }
    }
}
