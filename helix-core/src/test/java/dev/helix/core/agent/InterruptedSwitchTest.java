/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.AgentName;
import dev.helix.api.CallContext;
import dev.helix.api.Limits;
import dev.helix.api.ModelCallId;
import dev.helix.api.SessionId;
import dev.helix.api.TurnId;
import dev.helix.api.journal.JournalException;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Text;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolArguments;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.tool.ToolSpec;
import dev.helix.core.projection.HistoryValidator;
import dev.helix.core.projection.TargetProfiles;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A turn with calls, results, reasoning and images is cut off at each of its events, in both ways in which that happens;
 * then another provider's model, any of them, answers the next message.
 */
class InterruptedSwitchTest {
    private static final Map<String, Function<Origin, TargetProfile>> TARGETS = new TreeMap<>(Map.of(
            "anthropic", TargetProfiles::anthropicMessages,
            "chat", TargetProfiles::openAiChat,
            "compatible", TargetProfiles::compatibleChat,
            "mistral", TargetProfiles::mistralChat,
            "deepseek", TargetProfiles::deepSeekChat,
            "responses", TargetProfiles::openAiResponses,
            "gemini", TargetProfiles::gemini,
            "gemini3", TargetProfiles::gemini3,
            "ollama", TargetProfiles::ollama,
            "transcript", TargetProfiles::transcript));

    /** More than a whole turn has, so that the last cut points lie behind its end. */
    private static final int EVENTS = 24;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int raw;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** How a turn is cut off. */
    enum Cut {
        /** Somebody cancels it. */
        INTERRUPT,
        /** The journal takes no more. */
        JOURNAL
    }

    static Stream<Arguments> cuts() {
        return TARGETS.keySet().stream()
                .flatMap(target -> Stream.of(Cut.values()).map(cut -> Arguments.of(target, cut)));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void whereverATurnIsCutOffEveryOtherModelTakesOver(String target, Cut cut) throws Exception {
        int whole = 0;
        for (int at = 1; at <= EVENTS; at++) {
            whole += cutAndSwitch(target, cut, at) ? 0 : 1;
        }

        assertThat(raw).as("breaches that the raw histories would have brought").isPositive();
        assertThat(whole).as("cut points behind the last event").isPositive().isLessThan(EVENTS - 10);
    }

    /** Cuts a turn at an event, lets the target answer the next one, and tells whether there was such an event. */
    private boolean cutAndSwitch(String target, Cut cut, int at) throws Exception {
        FakeProvider first = new FakeProvider(
                "first",
                TargetProfiles::anthropicMessages,
                FakeProvider.calls("functions.look:0|" + "x".repeat(60), "look"),
                FakeProvider.calls("", "look"),
                FakeProvider.says(" done "));
        FakeProvider next = new FakeProvider(target, TARGETS.get(target), FakeProvider.says("I go on."));
        CuttingSink sink = new CuttingSink(at, cut);
        Agent agent = new Agent(spec(), new AgentEnvironment(threads, Clock.systemUTC(), Limits.defaults()), sink);

        boolean wasCut = false;
        try {
            agent.run(new TurnId(1), UserMessage.of("the first wish"), models(first));
        } catch (InterruptedException | JournalException stopped) {
            wasCut = true;
        }
        wasCut |= Thread.interrupted();
        sink.heal();
        List<Message> before = agent.messages();
        agent.run(new TurnId(2), UserMessage.of("the second wish"), models(next));

        ModelRequest sent = next.requests().get(0);
        List<Message> history = new ArrayList<>();
        if (!sent.system().isEmpty()) {
            history.add(new SystemMessage(sent.system()));
        }
        history.addAll(sent.messages());
        TargetProfile profile = TARGETS.get(target).apply(new Origin(target, target + "-protocol", "m"));
        assertThat(new HistoryValidator(profile).violations(history))
                .as("cut by %s at event %s, then sent to %s: %s", cut, at, target, history)
                .isEmpty();
        assertThat(history).extracting(Message::text).anyMatch(text -> text.contains("the second wish"));
        raw += new HistoryValidator(profile).violations(agent.messages()).size();
        if (!before.isEmpty()) {
            assertThat(history).extracting(Message::text).anyMatch(text -> text.contains("the first wish"));
        }
        assertThat(agent.messages().subList(0, before.size()))
                .as("the raw history is never rewritten")
                .isEqualTo(before);
        return wasCut;
    }

    private static TurnModels models(FakeProvider provider) {
        ModelId model = new ModelId(provider.provider(), "m");
        CallContext caller = CallContext.of(new SessionId("abc"));
        return new TurnModels(
                model,
                ModelRoutes.NONE,
                wanted -> provider.open(EngineTarget.of(wanted, caller, request -> Optional.empty())));
    }

    private static AgentSpec spec() {
        return new AgentSpec(
                new SessionId("abc"),
                Optional.empty(),
                AgentName.CODER,
                0,
                "be good",
                Toolbox.of(List.of(new Look())),
                () -> {
                    throw new AssertionError("no workspace here");
                },
                names -> {});
    }

    /** A tool that answers with words and an image. */
    private static final class Look implements Tool {
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public ToolSpec spec() {
            return ToolSpec.of("look", "looks", "{\"type\":\"object\"}");
        }

        @Override
        public ToolResult call(ToolArguments arguments, ToolContext context) {
            return ToolResult.builder()
                    .content(List.of(Text.of("look " + looks.incrementAndGet()), Image.of("image/png", "AA==")))
                    .build();
        }
    }

    /** A sink that stops the turn at one event. */
    private static final class CuttingSink implements EventSink {
        private final Thread runner = Thread.currentThread();
        private final AtomicInteger events = new AtomicInteger();
        private final AtomicLong calls = new AtomicLong();
        private final int at;
        private final Cut cut;
        private volatile boolean healed;

        CuttingSink(int at, Cut cut) {
            this.at = at;
            this.cut = cut;
        }

        void heal() {
            healed = true;
        }

        @Override
        public void event(AgentName agent, EventBody body) {
            if (healed || events.incrementAndGet() < at) {
                return;
            }
            if (cut == Cut.JOURNAL) {
                throw new JournalException("the disk is full", null);
            }
            if (events.get() == at) {
                runner.interrupt();
            }
        }

        @Override
        public ModelCallId nextModelCall() {
            return new ModelCallId(calls.incrementAndGet());
        }

        @Override
        public void progress(Progress progress) {}

        @Override
        public void force() {}
    }
}
