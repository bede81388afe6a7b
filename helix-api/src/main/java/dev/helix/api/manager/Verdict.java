/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.manager;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The judgement of one criterion on evidence. Immutable.
 *
 * @param criterion what was judged
 * @param proven whether the evidence proves it
 * @param explanation why, in one sentence; the gap to close when it is not proven
 * @param evidence what the judgement rests on, possibly empty when nothing proves it
 */
public record Verdict(Criterion criterion, boolean proven, String explanation, List<Evidence> evidence) {
    /** Copies. */
    public Verdict {
        requireNonNull(explanation, "explanation");
        requireNonNull(criterion, "criterion");
        evidence = List.copyOf(requireNonNull(evidence, "evidence"));
    }
}
