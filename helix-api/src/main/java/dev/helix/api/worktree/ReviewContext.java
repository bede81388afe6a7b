/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.CallContext;
import dev.helix.api.scope.ScopeBaseline;
import java.util.Optional;

/** The circumstances of a review. Implemented by the library; later releases add methods. */
public interface ReviewContext extends CallContext {
    /** {@return the repository under review, as it was when the work was bound} */
    RepositoryInfo repository();

    /** {@return the binding whose work is reviewed} */
    BindingInfo binding();

    /** {@return the locked request of the managed task with the scope in force, empty in a plain session} */
    Optional<ScopeBaseline> baseline();

    /** {@return the files under review} */
    TreeFiles files();

    /** {@return the files the work started from} */
    TreeFiles baseFiles();
}
