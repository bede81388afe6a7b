/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.recipes;

import dev.helix.api.HelixHome;
import dev.helix.api.manager.ManagedTask;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.model.EngineFactory;
import dev.helix.core.Helix;
import dev.helix.worktree.GitWorktrees;
import java.nio.file.Path;

/**
 * A task in the hands of the Manager, from request to outcome.
 *
 * <p>Agents work on a branch and in a worktree of their own. The checked-out branch gets a merge commit once all five
 * criteria are proven, and stays as it is otherwise.
 */
public final class QuickStart {
    private QuickStart() {}

    static String deliver(Path repository, HelixHome home, EngineFactory engines) throws InterruptedException {
        try (Helix helix = Helix.builder()
                .home(home)
                .engines(engines)
                .worktrees(GitWorktrees.create())
                .build()) {
            TaskRequest request = TaskRequest.of("Say hello in hello.txt. Only touch hello.txt.")
                    .in(repository)
                    .verifyWith("grep", "hello", "hello.txt")
                    .model(engines.provider() + ":model")
                    .build();

            ManagedTask task = helix.manager().submit(request, event -> System.out.println(event.body()));
            TaskOutcome outcome = task.await();

            return switch (outcome.kind()) {
                case DELIVERED -> "delivered";
                case BLOCKED -> "blocked until this is cleared, then retry(): " + outcome.explanation();
                default -> "not delivered: " + outcome.explanation();
            };
        }
    }
}
