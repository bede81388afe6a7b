/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

/** The opening lines of a run: what is about to happen, and to what. */
final class Opening {
    private final Screen screen;

    Opening(Screen screen) {
        this.screen = screen;
    }

    void print(Job job, Options options, SandboxChoice sandbox) {
        screen.line(Style.STRONG, "Helix: one delivery");
        screen.line(Style.FAINT, "-".repeat(Screen.WIDTH));
        screen.path("repository", job.repository() + (job.sample() ? " (laid out for this run)" : ""));
        screen.field("model", model(options));
        if (sandbox.held()) {
            screen.field("commands", sandbox.words());
        } else {
            screen.field(Style.BAD, "commands !!", sandbox.words());
        }
        screen.field("request", job.request().text().strip());
    }

    private static String model(Options options) {
        String id = ModelChoice.of(options);
        return options.model().isPresent() ? id : id + " (its words come from a cassette; all else is real)";
    }
}
