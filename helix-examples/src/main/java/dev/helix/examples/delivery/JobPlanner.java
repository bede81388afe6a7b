/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.HelixHome;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.scope.PathRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A planner that turns options into a job; the sample project is laid out here. */
final class JobPlanner {
    private JobPlanner() {}

    static Job plan(Options options) throws IOException, InterruptedException {
        return options.repository().isPresent()
                ? own(options, options.repository().get())
                : sample(options);
    }

    private static Job own(Options options, Path repository) {
        TaskRequest.Builder request = TaskRequest.of(options.task().orElseThrow())
                .in(repository)
                .scope(rules(options))
                .model(ModelChoice.of(options));
        for (String line : options.verify()) {
            request.verifyWith("sh", "-c", line);
        }
        Path home = options.home()
                .orElseGet(() -> HelixHome.below(Path.of(System.getProperty("user.home")))
                        .root());
        return new Job(request.build(), repository, HelixHome.at(home), false);
    }

    private static Job sample(Options options) throws IOException, InterruptedException {
        Path folder = options.into().isPresent()
                ? options.into().get()
                : Files.createTempDirectory("helix-").toRealPath();
        Path repository = SampleProject.layOut(folder.resolve("corner-shop"));
        TaskRequest.Builder request =
                TaskRequest.of(SampleProject.TASK).in(repository).model(ModelChoice.of(options));
        for (List<String> command : SampleProject.VERIFICATION) {
            request.verifyWith(command.toArray(String[]::new));
        }
        Path home = options.home().orElseGet(() -> folder.resolve("helix-home"));
        return new Job(request.build(), repository, HelixHome.at(home), true);
    }

    private static PathRules rules(Options options) {
        try {
            return PathRules.of(options.only(), options.not());
        } catch (InvalidRequestException malformed) {
            throw new UsageException("--only and --not: " + malformed.getMessage());
        }
    }
}
