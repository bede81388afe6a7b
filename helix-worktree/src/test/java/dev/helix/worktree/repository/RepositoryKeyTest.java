/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RepositoryKeyTest {
    @Test
    void keyNamesTheLastTwoComponentsAndAHashOfTheWholePath() {
        assertThat(RepositoryKey.of(Path.of("/home/ada/projects/api"))).matches("projects-api-[0-9a-f]{10}");
        assertThat(RepositoryKey.of(Path.of("/My Work/Ünïcode API\n"))).matches("my-work-n-code-api-[0-9a-f]{10}");
        assertThat(RepositoryKey.of(Path.of("/r"))).matches("r-[0-9a-f]{10}");
        assertThat(RepositoryKey.of(Path.of("/"))).matches("[0-9a-f]{10}");
        assertThat(RepositoryKey.of(Path.of("/a/" + "x".repeat(200)))).hasSizeLessThanOrEqualTo(52);
    }

    @Test
    void pathsThatReadAlikeHaveKeysOfTheirOwn() {
        assertThat(RepositoryKey.of(Path.of("/a/b-c/d"))).isNotEqualTo(RepositoryKey.of(Path.of("/a/b/c/d")));
        assertThat(RepositoryKey.of(Path.of("/one/projects/api")))
                .isNotEqualTo(RepositoryKey.of(Path.of("/two/projects/api")));
        assertThat(RepositoryKey.of(Path.of("/a/API"))).isNotEqualTo(RepositoryKey.of(Path.of("/a/api")));
    }
}
