/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.util.List;
import java.util.Map;

/**
 * A request to merge the reviewed work. Immutable.
 *
 * @param task what the work is about; it becomes the merge commit's subject
 * @param trailers extra trailers of the merge commit's message, by name, for example {@code Helix-Baseline}
 * @param checks what must pass on the candidate, run in order until one fails
 */
public record MergeRequest(String task, Map<String, String> trailers, List<MergeCheck> checks) {
    /**
     * Copies.
     *
     * @param task what the work is about
     * @param trailers extra trailers, by name
     * @param checks what must pass
     */
    public MergeRequest {
        trailers = Map.copyOf(trailers);
        checks = List.copyOf(checks);
    }
}
