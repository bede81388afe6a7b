/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An answer to a scope proposal, with a reason if the host gives one. Immutable. */
public final class ScopeDecision {
    /** What a host can answer. */
    public enum Answer {
        /** The paths become part of the scope. */
        YES,
        /** The scope stays as it is. */
        NO,
        /** The scope stays as it is, and the proposal is kept in the delivery as follow-up work. */
        DEFER
    }

    private final Answer answer;
    private final List<String> paths;
    private final Optional<String> reason;

    private ScopeDecision(Answer answer, List<String> paths, Optional<String> reason) {
        this.answer = answer;
        this.paths = List.copyOf(paths);
        this.reason = reason;
    }

    /** {@return yes, for all that was proposed} */
    public static ScopeDecision yes() {
        return new ScopeDecision(Answer.YES, List.of(), Optional.empty());
    }

    /**
     * Makes a yes that grants these paths and no others, whatever was proposed.
     *
     * @param paths path rules as in {@link PathRules}, at least one
     * @throws IllegalArgumentException if there are none
     * @throws dev.helix.api.InvalidRequestException if one of them is no path rule
     */
    public static ScopeDecision yesFor(List<String> paths) {
        if (requireNonNull(paths, "paths").isEmpty()) {
            throw new IllegalArgumentException("yesFor needs at least one path; answer no() to grant none");
        }
        return new ScopeDecision(Answer.YES, PathRules.of(paths, List.of()).allow(), Optional.empty());
    }

    /**
     * Makes a yes that grants these paths and no others, whatever was proposed.
     *
     * @param paths path rules as in {@link PathRules}, at least one
     * @throws IllegalArgumentException if there are none
     * @throws dev.helix.api.InvalidRequestException if one of them is no path rule
     */
    public static ScopeDecision yesFor(String... paths) {
        return yesFor(List.of(requireNonNull(paths, "paths")));
    }

    /** {@return no} */
    public static ScopeDecision no() {
        return new ScopeDecision(Answer.NO, List.of(), Optional.empty());
    }

    /** {@return not now: kept as follow-up work} */
    public static ScopeDecision defer() {
        return new ScopeDecision(Answer.DEFER, List.of(), Optional.empty());
    }

    /** {@return the same answer with a reason, which the agent is told and the delivery keeps} */
    public ScopeDecision because(String why) {
        return new ScopeDecision(answer, paths, Optional.of(requireNonNull(why, "why")));
    }

    /** {@return the answer} */
    public Answer answer() {
        return answer;
    }

    /** {@return the only paths a yes grants, sorted; empty for all that was proposed, and for any other answer} */
    public List<String> paths() {
        return paths;
    }

    /** {@return why the host answered so} */
    public Optional<String> reason() {
        return reason;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScopeDecision decision
                && decision.answer == answer
                && decision.paths.equals(paths)
                && decision.reason.equals(reason);
    }

    @Override
    public int hashCode() {
        return Objects.hash(answer, paths, reason);
    }

    /** {@return the answer in words: {@code yes for docs/guide.md, because the guide is wrong}} */
    @Override
    public String toString() {
        String word = answer == Answer.YES ? "yes" : answer == Answer.NO ? "no" : "defer";
        String these = paths.isEmpty() ? "" : " for " + String.join(", ", paths);
        return word + these + reason.map(why -> ", because " + why).orElse("");
    }
}
