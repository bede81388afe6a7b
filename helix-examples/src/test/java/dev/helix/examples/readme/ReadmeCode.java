/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.readme;

import dev.helix.api.HelixHome;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.model.Secret;
import dev.helix.core.Helix;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.worktree.GitWorktrees;
import java.nio.file.Path;
import java.util.Optional;

/** The code the README shows, kept here so that a compiler reads it. */
final class ReadmeCode {
    private ReadmeCode() {}

    static void show(Path repository, Path userHome) throws InterruptedException {
        // README begins
        try (Helix helix = Helix.builder()
                .home(HelixHome.below(userHome))
                .engines(AnthropicEngines.create())
                .credentials(request ->
                        Optional.ofNullable(System.getenv("ANTHROPIC_API_KEY")).map(Secret::of))
                .defaultModel("anthropic:claude-sonnet-4-5")
                .worktrees(GitWorktrees.create())
                .build()) {

            String wish = """
                    Refactor the login flow to use the new AuthService.
                    Only touch src/auth/ and src/login/. Do not touch src/billing/.""";
            TaskRequest request = TaskRequest.of(wish)
                    .in(repository)
                    .verifyWith("mvn", "-q", "test")
                    .build();

            TaskOutcome outcome = helix.manager()
                    .submit(request, event -> System.out.println(event.agent() + ": " + event.body()))
                    .await();

            System.out.println(outcome.kind() + ": " + outcome.explanation());
        }
        // README ends
    }
}
