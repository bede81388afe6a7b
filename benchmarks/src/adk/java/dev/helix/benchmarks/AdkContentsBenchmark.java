/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import com.google.adk.agents.InvocationContext;
import com.google.adk.agents.LlmAgent;
import com.google.adk.events.Event;
import com.google.adk.flows.llmflows.Contents;
import com.google.adk.models.LlmRequest;
import com.google.adk.sessions.InMemorySessionService;
import com.google.adk.sessions.Session;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.Part;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A benchmark of the pass of Google's ADK that makes the contents of a request from a session's events, over the clean
 * histories of {@link ProjectBenchmark}; a dirty one it refuses, since it holds a result without a call.
 *
 * <p>The pass does less than the projection: it drops empty events and moves results to their calls.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class AdkContentsBenchmark {
    private static final String AGENT = "agent";

    /** Messages in the history. */
    @Param({"10", "100", "1000", "10000", "100000"})
    int messages;

    private final Contents contents = new Contents();
    private InvocationContext context;
    private LlmRequest request;

    /** Generates the history and makes a session of it. */
    @Setup
    public void open() {
        List<Event> events = new ArrayList<>();
        for (Message message : GeneratedHistories.clean(messages)) {
            events.add(event(message, events.size()));
        }
        context = InvocationContext.builder()
                .invocationId("invocation")
                .agent(LlmAgent.builder().name(AGENT).build())
                .session(Session.builder("session")
                        .appName("bench")
                        .userId("user")
                        .events(events)
                        .build())
                .sessionService(new InMemorySessionService())
                .build();
        request = LlmRequest.builder().build();
    }

    private static Event event(Message message, int number) {
        boolean model = message instanceof AssistantMessage;
        boolean user = !model && !(message instanceof ToolMessage);
        return Event.builder()
                .id("event" + number)
                .invocationId("invocation")
                .author(user ? "user" : AGENT)
                .timestamp(number)
                .content(Content.builder()
                        .role(model ? "model" : "user")
                        .parts(parts(message))
                        .build())
                .build();
    }

    private static List<Part> parts(Message message) {
        if (message instanceof ToolMessage result) {
            return List.of(Part.builder()
                    .functionResponse(FunctionResponse.builder()
                            .id(result.callId())
                            .name(result.toolName())
                            .response(Map.of("output", result.text()))
                            .build())
                    .build());
        }
        if (!(message instanceof AssistantMessage assistant)) {
            return List.of(Part.fromText(message.text()));
        }
        return assistant.content().stream().map(AdkContentsBenchmark::part).toList();
    }

    private static Part part(dev.helix.api.message.Content part) {
        if (part instanceof ToolCall call) {
            return Part.builder()
                    .functionCall(FunctionCall.builder()
                            .id(call.id())
                            .name(call.name())
                            .args(Map.of("path", "src/main/java/File.java", "limit", 200))
                            .build())
                    .build();
        }
        return part instanceof Thinking thinking
                ? Part.builder().text(thinking.text()).thought(true).build()
                : Part.fromText(part.asText());
    }

    /** {@return the contents ADK would send} */
    @Benchmark
    public List<Content> contents() {
        return contents.processRequest(context, request)
                .blockingGet()
                .updatedRequest()
                .contents();
    }
}
