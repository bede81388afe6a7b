/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A request to the host to widen a task's scope. Immutable.
 *
 * @param number counted from 1 within the task
 * @param what what the agent wants to do beyond the request
 * @param why why it thinks so
 * @param paths the rules that would be added to what may be changed, not empty
 */
public record ScopeProposal(int number, String what, String why, List<String> paths) {
    /** Copies. */
    public ScopeProposal {
        requireNonNull(why, "why");
        requireNonNull(what, "what");
        paths = List.copyOf(requireNonNull(paths, "paths"));
    }
}
