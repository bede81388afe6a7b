/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import java.util.Optional;

/**
 * The place where abandoned work is kept. Immutable.
 *
 * @param ref full name of the ref that keeps it, or empty when there was nothing to keep
 * @param commit what the ref points at, or empty when there was nothing to keep
 */
public record SavedRef(Optional<String> ref, Optional<CommitId> commit) {}
