/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitVersionTest {
    @ParameterizedTest
    @CsvSource({
        "git version 2.39.5, 2.39, true",
        "git version 2.38.0, 2.38, true",
        "git version 2.37.9, 2.37, false",
        "git version 1.99, 1.99, false",
        "git version 3.0.rc1, 3.0, true",
        "git version 2.39.5 (Apple Git-154), 2.39, true",
        "git version 2.47.1.windows.1, 2.47, true"
    })
    void bannersOfAllVendorsAreRead(String banner, String version, boolean supported) {
        GitVersion parsed = GitVersion.parse(banner).orElseThrow();

        assertThat(parsed).hasToString(version);
        assertThat(parsed.compareTo(GitVersion.OLDEST_SUPPORTED) >= 0).isEqualTo(supported);
    }

    @ParameterizedTest
    @CsvSource({"hub version 2.14", "git version", "''", "git version 99999999.1"})
    void otherBannersAreNot(String banner) {
        assertThat(GitVersion.parse(banner)).isEmpty();
    }
}
