/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.BlockedReason;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.TaskContext;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.manager.TaskNotStartedException;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartCheckTest {
    private static final MergeOutcome.Blocked DIRTY =
            MergeOutcome.Blocked.of(BlockedReason.CHECKOUT_DIRTY, "/repo has changes; commit them", List.of("a.txt"));
    private static final TaskContext CONTEXT = new PlannedTask(
            new TaskId("abc"),
            new SessionId("abc"),
            RepositoryInfo.of(Path.of("/repo"), "main", new CommitId("1".repeat(40))),
            Optional.empty());

    private final List<MergeOutcome.Blocked> told = new ArrayList<>();

    @Test
    void aHostThatDoesNotCareGoesOn() {
        TaskHost host = event -> {};

        assertThatCode(() -> check(host, DIRTY)).doesNotThrowAnyException();
    }

    @Test
    void aHostHearsWhatIsInTheWayAndMayRefuseToStart() {
        assertThatThrownBy(() -> check(new Refusing(), DIRTY))
                .isInstanceOf(TaskNotStartedException.class)
                .hasMessageContaining("/repo has changes; commit them");
        assertThat(told).containsExactly(DIRTY);
    }

    @Test
    void nobodyIsAskedWhenNothingIsInTheWay() {
        check(new Refusing());

        assertThat(told).isEmpty();
    }

    @Test
    void aHostThatFailsHasSaidNo() {
        TaskHost host = new TaskHost() {
            @Override
            public boolean startDespite(List<MergeOutcome.Blocked> blockers, TaskContext context) {
                throw new IllegalStateException("no window to ask in");
            }

            @Override
            public void event(SessionEvent event) {}
        };

        assertThatThrownBy(() -> check(host, DIRTY))
                .isInstanceOf(TaskNotStartedException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    private static void check(TaskHost host, MergeOutcome.Blocked... blockers) {
        new StartCheck(new Blocking(List.of(blockers)), host, CONTEXT).requireConsent();
    }

    /** A host that notes what it hears and says no. */
    private final class Refusing implements TaskHost {
        @Override
        public boolean startDespite(List<MergeOutcome.Blocked> blockers, TaskContext context) {
            told.addAll(blockers);
            return false;
        }

        @Override
        public void event(SessionEvent event) {}
    }

    /** Worktrees of a repository in which something is in the way. */
    private record Blocking(List<MergeOutcome.Blocked> found) implements WorktreeService {
        @Override
        public List<MergeOutcome.Blocked> blockers(Path projectRoot) {
            return found;
        }

        @Override
        public RepositoryInfo inspect(Path projectRoot) {
            throw new UnsupportedOperationException();
        }

        @Override
        public WorktreeBinding bind(BindRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<WorktreeBinding> bindings(SessionId session) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
