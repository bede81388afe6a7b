/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import java.util.Arrays;
import java.util.List;

/** The answer of a reviewer. Immutable. */
public final class ReviewVerdict extends NamedParts {
    private final List<Finding> findings;

    private ReviewVerdict(List<Finding> findings) {
        super("findings", findings);
        this.findings = List.copyOf(findings);
    }

    /** {@return a verdict that approves, without findings} */
    public static ReviewVerdict approve() {
        return new ReviewVerdict(List.of());
    }

    /**
     * Creates a verdict that rejects the change as a whole.
     *
     * @param texts what has to change before the merge, at least one
     * @return a verdict with one {@link Finding.Severity#ERROR} per text
     * @throws IllegalArgumentException if there is no text
     */
    public static ReviewVerdict reject(String... texts) {
        if (requireNonNull(texts, "texts").length == 0) {
            throw new IllegalArgumentException("a rejection says what has to change");
        }
        return new ReviewVerdict(Arrays.stream(texts).map(Finding::of).toList());
    }

    /** Creates a verdict from findings. */
    public static ReviewVerdict of(List<Finding> findings) {
        return new ReviewVerdict(findings);
    }

    /** {@return what was noticed, possibly nothing} */
    public List<Finding> findings() {
        return findings;
    }

    /** {@return whether nothing has to change: true when no finding is an {@link Finding.Severity#ERROR}} */
    public boolean approved() {
        return findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }
}
