/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.AgentName;
import dev.helix.api.Limits;
import dev.helix.api.ModelCallId;
import dev.helix.api.SessionId;
import dev.helix.api.scope.PathRules;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;
import dev.helix.api.worktree.FileChange;
import dev.helix.core.agent.EventSink;
import dev.helix.core.scope.ScopeLock;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkAreaTest {
    private static final int ROUNDS = 200;

    private final FakeBinding binding = new FakeBinding();
    private final List<DeliveryEvents.PendingChanges> reported = new ArrayList<>();
    private WorkArea area;

    @BeforeEach
    void bind() throws InterruptedException {
        DeliveryPlan plan = DeliveryPlan.builder(new SessionId("abc"), Path.of("/repo"))
                .scope(new ScopeLock(PathRules.EVERYTHING))
                .build();
        area = new WorkArea(
                plan,
                new WorkArea.Shared(
                        Optional.of(binding.service()), List.of(), Limits.defaults(), InstantSource.system()),
                new Reports());
        area.repository().orElseThrow().bindings().bind(".", "the work");
    }

    @Test
    void eachPendingChangeIsReportedOnceHoweverManyThereAreAlready() {
        for (int round = 0; round < ROUNDS; round++) {
            pending(added("file-" + round));
            look();
        }

        assertThat(reported).hasSize(ROUNDS).allSatisfy(report -> {
            assertThat(report.changed()).hasSize(1);
            assertThat(report.settled()).isEmpty();
        });
    }

    @Test
    void changeThatWasCommittedOrTakenBackIsReportedAsSettledByItsPathAlone() {
        pending(added("kept"), added("gone"));
        look();
        binding.uncommitted = List.of(added("kept"));
        look();

        assertThat(reported.get(1).changed()).isEmpty();
        assertThat(reported.get(1).settled()).containsExactly("gone");
    }

    @Test
    void roundThatChangedNothingIsNotReported() {
        pending(added("one"));
        look();
        look();

        assertThat(reported).hasSize(1);
    }

    private void pending(FileChange... more) {
        List<FileChange> all = new ArrayList<>(binding.uncommitted);
        all.addAll(List.of(more));
        binding.uncommitted = List.copyOf(all);
    }

    private void look() {
        area.reportChanges(AgentName.CODER, Set.of("write"));
    }

    private static FileChange added(String path) {
        return new FileChange(path, FileChange.Kind.ADDED, false);
    }

    private final class Reports implements EventSink {
        @Override
        public void event(AgentName agent, EventBody body) {
            if (body instanceof DeliveryEvents.PendingChanges changes) {
                reported.add(changes);
            }
        }

        @Override
        public ModelCallId nextModelCall() {
            return new ModelCallId(1);
        }

        @Override
        public void progress(Progress progress) {}

        @Override
        public void force() {}
    }
}
