/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.message.Message;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.core.projection.Canonicalizer;
import dev.helix.core.projection.HistoryProjector;
import dev.helix.core.projection.HistoryValidator;
import dev.helix.core.projection.ProjectedHistory;
import dev.helix.core.projection.TargetProfiles;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedHistoriesTest {
    private final NaiveReference naive = new NaiveReference();
    private final HistoryProjector projector =
            HistoryProjector.of(TargetProfiles.anthropicMessages(GeneratedHistories.ORIGIN));

    @ParameterizedTest
    @ValueSource(ints = {10, 12, 13, 14, 15, 16, 17, 18, 100, 1000})
    void aCleanHistoryHasItsLengthAndIsLeftAsItIs(int length) {
        List<Message> clean = GeneratedHistories.clean(length);

        assertThat(clean).hasSize(length);
        assertThat(Canonicalizer.standard().canonicalize(clean)).isSameAs(clean);
        assertThat(projector.project(clean, List.of()).report().isUnchanged()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 12, 13, 14, 15, 16, 17, 18, 100, 1000})
    void theReferenceCanonicalizesAndProjectsToTheSameMessages(int length) {
        for (List<Message> history : List.of(GeneratedHistories.clean(length), GeneratedHistories.dirty(length))) {
            List<Message> canonical = Canonicalizer.standard().canonicalize(history);

            assertThat(naive.canonicalize(history)).isEqualTo(canonical);
            assertThat(naive.project(canonical))
                    .isEqualTo(projector.project(canonical, List.of()).messages());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1000})
    void aDirtyHistoryHasItsLengthAndNeedsEveryKindOfRepair(int length) {
        List<Message> dirty = GeneratedHistories.dirty(length);
        ProjectedHistory projected = projector.project(dirty, List.of());

        assertThat(dirty).hasSize(length);
        assertThat(projected.report().changes().stream()
                        .map(change -> change.kind())
                        .collect(Collectors.toSet()))
                .contains(
                        Kind.RESULT_MOVED,
                        Kind.RESULT_SYNTHESIZED,
                        Kind.ORPHAN_RESULT_DROPPED,
                        Kind.TEXT_CLEANED,
                        Kind.EMPTY_MESSAGE_DROPPED);
        assertThat(Canonicalizer.standard().explain(dirty).report().changes().stream()
                        .map(change -> change.kind())
                        .collect(Collectors.toSet()))
                .contains(
                        Kind.EMPTY_MESSAGE_DROPPED,
                        Kind.MESSAGES_MERGED,
                        Kind.REPEATED_USER_MESSAGE_DROPPED,
                        Kind.MESSAGE_TRUNCATED,
                        Kind.USER_MESSAGE_TRUNCATED);
        assertThat(new HistoryValidator(TargetProfiles.anthropicMessages(GeneratedHistories.ORIGIN))
                        .violations(projected.messages()))
                .isEmpty();
    }
}
