/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.io.IOException;
import java.nio.file.Path;

/** A printer that lets git itself say what the repository looks like. */
final class RepositoryPrinter {
    private static final String COMMITS = "12";

    private final Screen screen;

    RepositoryPrinter(Screen screen) {
        this.screen = screen;
    }

    void print(Path repository) throws InterruptedException {
        screen.heading("The repository, as git shows it");
        show(repository, "log", "--graph", "--oneline", "--decorate", "-n", COMMITS);
        show(repository, "status");
    }

    private void show(Path repository, String... arguments) throws InterruptedException {
        screen.line(Style.STRONG, "  $ git " + String.join(" ", arguments));
        try {
            String output = GitProgram.in(repository).run(arguments);
            output.lines()
                    .forEach(line -> screen.line("    " + TextFormat.cut(TextFormat.harmless(line), Screen.WIDTH - 4)));
        } catch (IOException failure) {
            screen.indented(4, String.valueOf(failure.getMessage()));
        }
    }
}
