/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.AuthenticationFailedException;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelException;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.ProviderUnavailableException;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryingEngineTest {
    private static final ModelRequest REQUEST =
            ModelRequest.builder().messages(List.of(UserMessage.of("hi"))).build();
    private static final Origin ORIGIN = new Origin("test", "test", "m");

    private final Script script = new Script();
    private final Ear ear = new Ear();
    private final List<Duration> pauses = new ArrayList<>();
    private final RetryingEngine engine = new RetryingEngine(script, RetryPolicy.defaults(), pauses::add, () -> 0);

    @ParameterizedTest(name = "[{0}] then [{1}]: {2}")
    @CsvSource({
        // what broke off (| separates pieces, ~ marks thinking), what came then, what was heard ("x": discarded)
        "Hel|lo, Hello wor|ld, Hel lo ' wor' ld",
        "Hello, Hello, Hello",
        "Hello, Help, Hello x Hel p",
        "Hello, Bye, Hello x Bye",
        "Hello world, Hello, Hello world x Hello",
        "Hel|lo, H|e|l|l|o|!, Hel lo !",
        "Hel|lo, Hell|p, Hel lo x Hel l p",
        "~hm|Hello, ~hm|Hello!, ~hm Hello !",
        "~hm, Hello, ~hm x Hello",
        "Hello, ~Hello|Hello, Hello x ~Hello Hello",
        "'', Hello, Hello",
        "Hello, '', Hello x",
    })
    void noTextIsHeardTwice(String broken, String complete, String heard) throws InterruptedException {
        script.breaksOff(broken).answers(complete);

        engine.generate(REQUEST, ear);

        assertThat(String.join(" ", ear.heard)).isEqualTo(heard.replace("'", ""));
    }

    @Test
    void aThirdAttemptIsComparedWithWhatIsStillStanding() throws InterruptedException {
        script.breaksOff("Hello").breaksOff("Hey, y").answers("Hey, you");

        engine.generate(REQUEST, ear);

        assertThat(ear.heard).containsExactly("Hello", "x", "He", "y, y", "ou");
    }

    @Test
    void anEarlyBreakKeepsTheLongerTextStanding() throws InterruptedException {
        script.breaksOff("Hello wor").breaksOff("Hel").answers("Hello world");

        engine.generate(REQUEST, ear);

        assertThat(ear.heard).containsExactly("Hello wor", "ld");
    }

    @Test
    void anEngineThatTakesItsOwnWordsBackIsHeard() throws InterruptedException {
        ModelEngine fickle = engine((request, listener) -> {
            listener.text("no");
            listener.discarded();
            listener.text("yes");
            return reply("yes");
        });

        new RetryingEngine(fickle, RetryPolicy.defaults(), pauses::add, () -> 0).generate(REQUEST, ear);

        assertThat(ear.heard).containsExactly("no", "x", "yes");
    }

    @Test
    void theListenerIsToldOfEachRetryAndItsWait() throws InterruptedException {
        script.breaksOff("")
                .fails(new ProviderUnavailableException("busy", Duration.ofSeconds(9), null))
                .answers("ok");

        ModelReply reply = engine.generate(REQUEST, ear);

        assertThat(reply.message().text()).isEqualTo("ok");
        assertThat(pauses).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(9));
        assertThat(ear.retries).containsExactly("broke off PT2S", "busy PT9S");
    }

    @Test
    void theLastFailureIsThrownWithTheEarlierOnesInside() {
        script.fails(new ProviderUnavailableException("one", null, null))
                .fails(new ProviderUnavailableException("two", null, null))
                .fails(new ProviderUnavailableException("three", null, null))
                .answers("too late");

        assertThatThrownBy(() -> engine.generate(REQUEST, ear))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("three")
                .satisfies(end -> assertThat(end.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("one", "two"));
        assertThat(pauses).hasSize(2);
    }

    @Test
    void whatARetryCannotCureIsThrownAtOnce() {
        script.fails(new AuthenticationFailedException("bad key")).answers("never");

        assertThatThrownBy(() -> engine.generate(REQUEST, ear)).isInstanceOf(AuthenticationFailedException.class);
        assertThat(pauses).isEmpty();
        assertThat(ear.retries).isEmpty();
    }

    @Test
    void anInterruptDuringThePauseEndsTheCall() {
        script.breaksOff("a").answers("never");
        RetryingEngine impatient = new RetryingEngine(script, RetryPolicy.defaults());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> impatient.generate(REQUEST, ear)).isInstanceOf(InterruptedException.class);
        assertThat(script.steps).as("attempts not made").hasSize(1);
    }

    @Test
    void theOriginIsThatOfTheInnerEngine() {
        assertThat(engine.origin()).isEqualTo(ORIGIN);
    }

    private static ModelReply reply(String text) {
        return ModelReply.of(new AssistantMessage(List.of(Text.of(text)), ORIGIN), StopReason.END, Usage.of(1, 1));
    }

    private interface Step {
        ModelReply generate(ModelRequest request, ModelListener listener);
    }

    private static ModelEngine engine(Step step) {
        Script script = new Script();
        script.steps.add(step);
        return script;
    }

    private static final class Script implements ModelEngine {
        private final Deque<Step> steps = new ArrayDeque<>();

        Script breaksOff(String pieces) {
            steps.add((request, listener) -> {
                say(pieces, listener);
                throw new ProviderUnavailableException("broke off", null, null);
            });
            return this;
        }

        Script fails(ModelException failure) {
            steps.add((request, listener) -> {
                throw failure;
            });
            return this;
        }

        Script answers(String pieces) {
            steps.add((request, listener) -> {
                say(pieces, listener);
                return reply(pieces.replace("|", ""));
            });
            return this;
        }

        private static void say(String pieces, ModelListener listener) {
            for (String piece : pieces.split("\\|")) {
                if (piece.startsWith("~")) {
                    listener.thinking(piece.substring(1));
                } else if (!piece.isEmpty()) {
                    listener.text(piece);
                }
            }
        }

        @Override
        public Origin origin() {
            return ORIGIN;
        }

        @Override
        public ModelReply generate(ModelRequest request, ModelListener listener) {
            return steps.remove().generate(request, listener);
        }
    }

    private static final class Ear implements ModelListener {
        private final List<String> heard = new ArrayList<>();
        private final List<String> retries = new ArrayList<>();

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
            heard.add("x");
        }

        @Override
        public void retrying(ModelException failure, Duration wait) {
            retries.add(failure.getMessage() + " " + wait);
        }
    }
}
