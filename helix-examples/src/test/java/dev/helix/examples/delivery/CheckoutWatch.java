/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at the user's checkout again and again while others work, on a thread of its own. */
final class CheckoutWatch implements AutoCloseable {
    private final Path repository;
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "checkout-watch");
    private volatile boolean ended;

    /** What was seen while main stayed where it was. */
    private record Sample(String main, String status) {}

    private CheckoutWatch(Path repository) {
        this.repository = repository;
    }

    static CheckoutWatch of(Path repository) {
        CheckoutWatch watch = new CheckoutWatch(repository);
        watch.thread.start();
        return watch;
    }

    /** Returns how often the checkout was looked at before main moved; to be called after closing. */
    long samplesBeforeTheMerge() {
        return beforeTheMerge().size();
    }

    /** Returns what was seen where nothing should be; to be called after closing. */
    List<String> dirtyBeforeTheMerge() {
        return beforeTheMerge().stream()
                .map(Sample::status)
                .filter(status -> !status.isEmpty())
                .toList();
    }

    private List<Sample> beforeTheMerge() {
        return samples.stream()
                .filter(sample -> sample.main().equals(samples.get(0).main()))
                .toList();
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
        GitProgram git = GitProgram.isolatedIn(repository);
        String before = git.run("rev-parse", "main");
        String status = git.run("status", "--porcelain");
        if (git.run("rev-parse", "main").equals(before)) {
            samples.add(new Sample(before, status));
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.join();
    }
}
