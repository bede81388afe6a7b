/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A watcher that looks at the user's checkout again and again while others work, on a thread of its own.
 *
 * <p>Looks that fall into the library's own checkout phase do not count: git's lock on main is held then, or main is not
 * where it was when the look began.
 */
final class CheckoutWatch implements AutoCloseable {
    private final Path repository;
    private final List<String> samples = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "checkout-watch");
    private volatile boolean ended;

    private CheckoutWatch(Path repository) {
        this.repository = repository;
    }

    static CheckoutWatch of(Path repository) {
        CheckoutWatch watch = new CheckoutWatch(repository);
        watch.thread.start();
        return watch;
    }

    /** {@return every status that was seen, empty for a clean one; to be called after closing} */
    List<String> statuses() {
        return samples;
    }

    private void watch() {
        while (!ended) {
            try {
                look();
            } catch (IOException notThereYet) {
                Thread.onSpinWait();
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private void look() throws IOException, InterruptedException {
        if (!Files.exists(repository.resolve(".git/refs/heads/main"))) {
            return;
        }
        String before = main();
        String status = GitProgram.isolatedIn(repository).run("status", "--porcelain");
        if (!before.equals("locked") && main().equals(before)) {
            samples.add(status);
        }
    }

    private String main() throws IOException, InterruptedException {
        return Files.exists(repository.resolve(".git/refs/heads/main.lock"))
                ? "locked"
                : GitProgram.isolatedIn(repository).run("rev-parse", "main");
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
