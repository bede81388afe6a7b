/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.manager.TaskOutcome;
import java.nio.file.Files;
import java.nio.file.Path;

/** A printer of where everything is that the reader may want to look at. */
final class Whereabouts {
    private final Screen screen;

    Whereabouts(Screen screen) {
        this.screen = screen;
    }

    void print(Job job, Options options, TaskOutcome outcome) {
        screen.heading("Where everything is");
        screen.path("repository", job.repository().toString());
        screen.path("journal", job.home().session(outcome.delivery().session()).toString());
        outcome.delivery()
                .repositories()
                .get(0)
                .binding()
                .filter(binding -> Files.isDirectory(binding.worktree()))
                .ifPresent(binding -> {
                    screen.path("worktree", binding.worktree() + " (kept)");
                    screen.path("branch", binding.branch() + " (kept)");
                });
        options.report().ifPresent(file -> screen.path("report", file.toString()));
        if (job.sample() && options.into().isEmpty()) {
            Path folder = job.repository().getParent();
            screen.path("remove with", "rm -r " + folder);
        }
    }
}
