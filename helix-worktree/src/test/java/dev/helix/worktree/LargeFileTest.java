/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.HelixHome;
import dev.helix.api.worktree.Approval;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.api.worktree.WorktreeService;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Delivers a file that is larger than the heap. */
class LargeFileTest {
    private static final int MEGABYTES = 150;

    @TempDir
    Path temporary;

    @Test
    @Timeout(300)
    void aFileLargerThanTheHeapIsCommittedReviewedAndMerged() throws Exception {
        UserRepository repository = UserRepository.in(temporary.toRealPath().resolve("r"));
        repository.git("config", "core.compression", "0");
        Path output = temporary.resolve("output");

        int status = ChildJvm.run(
                output,
                List.of("-Xmx96m"),
                Delivery.class,
                temporary.toRealPath().resolve("helix").toString(),
                repository.root().toString());

        assertThat(status).as(Files.readString(output)).isZero();
        assertThat(repository.root().resolve("large.bin")).hasSize(MEGABYTES * 1_000_000L);
    }

    /** What the small JVM runs. */
    static final class Delivery {
        public static void main(String... arguments) throws Exception {
            try (WorktreeService service = GitWorktrees.builder()
                    .commands(CommandIsolation.REFUSED)
                    .build()
                    .open(HelixHome.at(Path.of(arguments[0])), InstantSource.system())) {
                WorktreeBinding binding =
                        service.bind(BindRequest.of(DeliveryDriver.SESSION, Path.of(arguments[1]), "t"));
                // A command of the agent would write it, past the file tools.
                byte[] piece = new byte[1_000_000];
                Random random = new Random(1);
                try (OutputStream file =
                        Files.newOutputStream(binding.info().worktree().resolve("large.bin"))) {
                    for (int i = 0; i < MEGABYTES; i++) {
                        random.nextBytes(piece);
                        file.write(piece);
                    }
                }
                binding.commit("large");
                binding.approve(binding.review().tree(), new Approval(List.of("me"), Instant.EPOCH));
                MergeOutcome outcome =
                        binding.merge(MergeRequest.builder("Add it").build());
                if (!(outcome instanceof MergeOutcome.Merged)) {
                    throw new IllegalStateException(outcome.toString());
                }
            }
        }
    }
}
