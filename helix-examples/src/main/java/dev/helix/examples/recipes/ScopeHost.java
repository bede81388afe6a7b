/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.recipes;

import dev.helix.api.manager.TaskContext;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeConfirmation;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeDraft;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.session.SessionEvent;
import java.util.List;

/**
 * A host that answers for its users what a task may change.
 *
 * <p>Agents may always have tests in addition. When a request confines the work in words that cannot be read as paths,
 * the component the user stands in is what may be changed, and nothing the request forbids.
 */
public final class ScopeHost implements TaskHost {
    private final String component;

    /** Creates the host of one task for the directory the user stands in, for example {@code src/cart/}. */
    public ScopeHost(String component) {
        this.component = component;
    }

    @Override
    public void event(SessionEvent event) {
        System.out.println(event.sequence() + " " + event.agent() + " " + event.body());
    }

    @Override
    public ScopeDecision decide(ScopeProposal proposal, TaskContext context) {
        List<String> tests = proposal.paths().stream()
                .filter(path -> path.startsWith("test/"))
                .toList();
        return tests.isEmpty()
                ? ScopeDecision.defer().because("only tests are agreed without asking")
                : ScopeDecision.yesFor(tests);
    }

    @Override
    public ScopeConfirmation confirmScope(ScopeDraft draft, TaskContext context) {
        List<String> forbidden = draft.read().paths().deny();
        return ScopeConfirmation.of(PathRules.of(List.of(component), forbidden));
    }
}
