/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.SavedRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The JSON form of the values of {@code dev.helix.api.worktree} that are no records. Pure functions. */
final class WorktreeJson {
    private WorktreeJson() {}

    static boolean knows(Object value) {
        return value instanceof BindingInfo
                || value instanceof CheckResult
                || value instanceof Finding
                || value instanceof SavedRef
                || value instanceof MergeOutcome;
    }

    static Map<String, Object> parts(Object value) {
        if (value instanceof BindingInfo binding) {
            return binding(binding);
        }
        if (value instanceof CheckResult check) {
            return parts(
                    "check",
                    check.check(),
                    "tree",
                    check.tree(),
                    "passed",
                    check.passed(),
                    "summary",
                    check.summary(),
                    "runs",
                    check.runs());
        }
        if (value instanceof Finding finding) {
            return finding(finding);
        }
        if (value instanceof SavedRef saved) {
            return parts("ref", saved.ref(), "commit", saved.commit(), "problems", saved.problems());
        }
        return outcome((MergeOutcome) value);
    }

    private static Map<String, Object> binding(BindingInfo binding) {
        return parts(
                "id",
                binding.id(),
                "session",
                binding.session(),
                "repository",
                binding.repository(),
                "worktree",
                binding.worktree(),
                "branch",
                binding.branch(),
                "baseBranch",
                binding.baseBranch(),
                "base",
                binding.base(),
                "title",
                binding.title());
    }

    private static Map<String, Object> finding(Finding finding) {
        Optional<Integer> line =
                finding.line().isPresent() ? Optional.of(finding.line().getAsInt()) : Optional.empty();
        return parts(
                "reviewer",
                finding.reviewer(),
                "severity",
                finding.severity(),
                "file",
                finding.file(),
                "line",
                line,
                "text",
                finding.text());
    }

    private static Map<String, Object> outcome(MergeOutcome outcome) {
        if (outcome instanceof MergeOutcome.Merged merged) {
            return parts(
                    "type",
                    "Merged",
                    "commit",
                    merged.commit(),
                    "tree",
                    merged.tree(),
                    "parents",
                    merged.parents(),
                    "checks",
                    merged.checks());
        }
        if (outcome instanceof MergeOutcome.NothingToMerge nothing) {
            return parts("type", "NothingToMerge", "base", nothing.base());
        }
        if (outcome instanceof MergeOutcome.Conflict conflict) {
            return parts("type", "Conflict", "paths", conflict.paths());
        }
        if (outcome instanceof MergeOutcome.CheckFailed failed) {
            return parts("type", "CheckFailed", "tree", failed.tree(), "checks", failed.checks());
        }
        if (outcome instanceof MergeOutcome.Blocked blocked) {
            return parts(
                    "type",
                    "Blocked",
                    "reason",
                    blocked.reason(),
                    "explanation",
                    blocked.explanation(),
                    "paths",
                    blocked.paths());
        }
        throw new IllegalArgumentException("a merge outcome of this kind has no JSON form here: " + outcome);
    }

    private static Map<String, Object> parts(Object... namesAndValues) {
        Map<String, Object> parts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parts.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return parts;
    }
}
