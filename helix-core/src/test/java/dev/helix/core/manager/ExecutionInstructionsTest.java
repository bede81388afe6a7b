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
        ScopeBaseline baseline = new ScopeBaseline(
                "Fix it.",
                "hash",
                new PathRules(List.of("src/"), List.of("src/tax/")),
                List.of(List.of("sh", "-c", "make check"), List.of("true")));

        assertThat(ExecutionInstructions.execution(baseline))
                .contains("only src/, but not src/tax/")
                .contains("\n  sh -c 'make check'\n  true\n");
    }
}
