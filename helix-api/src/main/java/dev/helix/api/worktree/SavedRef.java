/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import java.util.List;
import java.util.Optional;

/** The place where abandoned work is kept, and what could not be kept. Immutable. */
public final class SavedRef extends NamedParts {
    private final Optional<String> ref;
    private final Optional<CommitId> commit;
    private final List<String> problems;

    private SavedRef(Optional<String> ref, Optional<CommitId> commit, List<String> problems) {
        super("ref, commit, problems", ref, commit, problems);
        this.ref = ref;
        this.commit = commit;
        this.problems = List.copyOf(problems);
    }

    /** {@return the value for work that left nothing to keep, without ref and commit} */
    public static SavedRef nothing() {
        return new SavedRef(Optional.empty(), Optional.empty(), List.of());
    }

    /** Creates the value for work that is kept under a ref. */
    public static SavedRef of(String ref, CommitId commit) {
        return new SavedRef(
                Optional.of(requireNonNull(ref, "ref")), Optional.of(requireNonNull(commit, "commit")), List.of());
    }

    /** {@return the same value with other problems: what could not be kept or removed, a sentence each} */
    public SavedRef problems(List<String> sentences) {
        return new SavedRef(ref, commit, requireNonNull(sentences, "sentences"));
    }

    /** {@return the full name of the ref that keeps it, empty when there was nothing to keep} */
    public Optional<String> ref() {
        return ref;
    }

    /** {@return what the ref points at, empty when there was nothing to keep} */
    public Optional<CommitId> commit() {
        return commit;
    }

    /** {@return what could not be kept or removed, a sentence each; empty when all went well} */
    public List<String> problems() {
        return problems;
    }
}
