/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class BubblewrapArgumentsTest {
    private static final Mount PRIVATE = new Mount(Path.of("/tmp"), Mount.View.PRIVATE);

    @Test
    void everythingIsSealedAfterTheLastMount() {
        List<String> words = words(OptionalLong.of(4096));

        assertThat(words.subList(words.size() - 4, words.size()))
                .containsExactly("--remount-ro", "/dev", "--remount-ro", "/");
        assertThat(words).containsSubsequence("--unshare-all", "--clearenv", "--size", "4096", "--tmpfs", "/tmp");
    }

    @Test
    void anOlderBubblewrapIsAskedForNoSizes() {
        assertThat(words(OptionalLong.empty())).contains("--tmpfs").doesNotContain("--size");
    }

    private static List<String> words(OptionalLong privateBytes) {
        BubblewrapArguments arguments = new BubblewrapArguments(Path.of("/empty"), privateBytes);
        arguments.mount(PRIVATE);
        return Arrays.asList(new String(arguments.bytes(), UTF_8).split("\0"));
    }
}
