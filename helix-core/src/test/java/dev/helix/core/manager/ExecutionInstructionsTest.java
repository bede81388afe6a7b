/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionInstructionsTest {

    @Test
    void agentIsToldItsScopeAndWhatWillProveItsWork() {
        ScopeBaseline baseline = ScopeBaseline.builder("Fix it.", "hash")
                .paths(PathRules.of(List.of("src/"), List.of("src/tax/")))
                .verification(List.of(List.of("sh", "-c", "make check"), List.of("true")))
                .build();

        assertThat(ExecutionInstructions.execution(baseline))
                .contains("only src/, but not src/tax/")
                .contains("\n  sh -c 'make check'\n  true\n");
    }
}
