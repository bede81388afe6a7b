/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Text;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.SystemPlacement;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.UnpairedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that throw broken histories at every projection. A failure names its seed and the smallest history that fails
 * alike; {@code -Dhelix.loops} multiplies the number of histories.
 */
class RandomHistoriesTest {
    private static final int HISTORIES = 400 * Integer.getInteger("helix.loops", 1);

    static Stream<String> targets() {
        return Checked.TARGETS.keySet().stream();
    }

    private static void always(Consumer<List<Message>> holds) {
        for (long seed = 0; seed < HISTORIES; seed++) {
            List<Message> history = BrokenHistories.of(seed);
            Throwable failure = failure(history, holds);
            if (failure != null) {
                List<Message> smallest = Shrunk.of(history, smaller -> failure(smaller, holds) != null);
                Throwable simplest = failure(smallest, holds);
                fail("seed %d, at its smallest %s fails: %s".formatted(seed, smallest, simplest), simplest);
            }
        }
    }

    private static Throwable failure(List<Message> history, Consumer<List<Message>> holds) {
        if (history.stream().allMatch(SystemMessage.class::isInstance)) {
            return null;
        }
        try {
            holds.accept(history);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whateverHappenedTheProjectionIsValidCompleteAndStable(String target) {
        always(history -> Checked.project(Checked.TARGETS.get(target), history));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void truncatingGivesValidHistoriesAndNamesEveryUserMessageItLost(String target) {
        TargetProfile profile = Checked.TARGETS.get(target).toBuilder()
                .unpaired(UnpairedPolicy.TRUNCATE)
                .build();
        always(history -> {
            ProjectedHistory projected = HistoryProjector.of(profile).project(history, List.of());
            List<Message> kept = new ArrayList<>(Canonicalizer.standard().canonicalize(history));
            long lost = projected.report().of(Kind.USER_MESSAGE_TRUNCATED).count();

            assertThat(Checked.violations(profile, projected)).isEmpty();
            assertThat(lost == 0 || kept.size() < history.size()).isTrue();
            if (kept.stream().allMatch(SystemMessage.class::isInstance)) {
                if (!kept.isEmpty() && profile.system() == SystemPlacement.NEVER) {
                    return; // The instructions are what the user says.
                }
                kept.add(UserMessage.of("Continue."));
            }
            assertThat(HistoryProjector.of(Checked.TARGETS.get(target))
                            .project(kept, List.of())
                            .messages())
                    .isEqualTo(projected.messages());
        });
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aLongerHistoryStartsWithTheProjectionOfTheShorterOne(String target) {
        HistoryProjector projector = HistoryProjector.of(Checked.TARGETS.get(target));
        always(history -> {
            List<Message> shorter = new ArrayList<>(history);
            shorter.add(UserMessage.of("go"));
            List<Message> longer = new ArrayList<>(shorter);
            longer.add(new AssistantMessage(List.of(Text.of("done")), Histories.SELF));
            longer.add(UserMessage.of("next"));

            List<Message> before = projector.project(shorter, List.of()).messages();
            List<Message> after = projector.project(longer, List.of()).messages();

            assertThat(after).startsWith(before.toArray(new Message[0]));
        });
    }

    @Test
    void goingToAnotherModelAndBackChangesNothing() {
        always(history -> Checked.TARGETS.forEach((name, there) -> {
            HistoryProjector here = HistoryProjector.of(Checked.TARGETS.get("anthropic"));
            List<Message> before = here.project(history, List.of()).messages();
            HistoryProjector.of(there).project(history, List.of());

            assertThat(here.project(history, List.of()).messages()).as(name).isEqualTo(before);
            assertThat(here.project(history, List.of()).messages().toString())
                    .as(name)
                    .isEqualTo(before.toString());
        }));
    }

    @Test
    void canonicalizingTwiceIsCanonicalizingOnce() {
        always(history -> {
            List<Message> once = Canonicalizer.standard().canonicalize(history);

            assertThat(Canonicalizer.standard().canonicalize(once)).isEqualTo(once);
        });
    }
}
