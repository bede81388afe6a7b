/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixException;
import java.util.stream.Collectors;

/** Thrown when a request seems to confine the work in a way that cannot be read, and its host did not say how. */
public final class UnclearScopeException extends HelixException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 5;

    private final transient ScopeDraft draft;

    /**
     * Creates the error.
     *
     * @param draft what was read, with the sentences in question
     */
    public UnclearScopeException(ScopeDraft draft) {
        super("unclear-scope", message(requireNonNull(draft, "draft")));
        this.draft = draft;
    }

    private static String message(ScopeDraft draft) {
        int more = draft.unclear().size() - SHOWN;
        return draft.unclear().stream()
                        .limit(SHOWN)
                        .map(unclear ->
                                "'" + unclear.sentence() + "' (line " + unclear.line() + ": " + unclear.why() + ")")
                        .collect(Collectors.joining(", ", "it is not clear which paths may be changed: ", ""))
                + (more > 0 ? " and " + more + " more" : "")
                + ". Replace what is in question by lines such as 'Only: src/auth/, docs/auth.md' and 'Not: src/gen/',"
                + " state the scope with TaskRequest.Builder.scope, or answer TaskHost.confirmScope";
    }

    /** {@return what was read, with the sentences in question} */
    public ScopeDraft draft() {
        return draft;
    }
}
