/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.TaskEvents.BaselineLocked;
import dev.helix.api.manager.TaskEvents.CriterionJudged;
import dev.helix.api.manager.TaskEvents.ScopeDecided;
import dev.helix.api.manager.TaskEvents.ScopeProposed;
import dev.helix.api.manager.TaskEvents.SentBack;
import dev.helix.api.manager.TaskEvents.TaskEnded;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.Verdict;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.session.DeliveryEvents.ChangesSummarised;
import dev.helix.api.session.DeliveryEvents.CompletionClaimed;
import dev.helix.api.session.DeliveryEvents.MergeAttempted;
import dev.helix.api.session.DeliveryEvents.Reviewed;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.ReviewVerdict;
import java.util.stream.Collectors;

/** A printer of what the Manager and the gates decide. Confined to one thread at a time. */
final class ManagerEventPrinter {
    private final Timeline timeline;
    private final Activity activity;

    ManagerEventPrinter(Timeline timeline, Activity activity) {
        this.timeline = timeline;
        this.activity = activity;
    }

    void register(LiveView view) {
        view.on(BaselineLocked.class, this::locked);
        view.on(ScopeProposed.class, this::proposed);
        view.on(ScopeDecided.class, this::decided);
        view.on(CompletionClaimed.class, this::claimed);
        view.on(Reviewed.class, this::reviewed);
        view.on(ChangesSummarised.class, this::summarised);
        view.on(MergeAttempted.class, this::mergeAttempted);
        view.on(CriterionJudged.class, this::judged);
        view.on(SentBack.class, this::sentBack);
        view.on(TaskEnded.class, this::ended);
    }

    private void locked(AgentName agent, BaselineLocked locked) {
        timeline.row(
                Style.STRONG,
                agent,
                "locks the request as baseline " + locked.baseline().hash().substring(0, 12));
        timeline.detail("scope: " + locked.baseline().paths());
        locked.baseline().rulesInWords().forEach(words -> timeline.detail("to be reviewed: " + words));
        if (!locked.baseline().mentioned().isEmpty()) {
            timeline.detail("mentioned: " + String.join(", ", locked.baseline().mentioned()));
        }
    }

    private void proposed(AgentName agent, ScopeProposed proposed) {
        timeline.loud(
                agent,
                "ASKS FOR MORE SCOPE: " + String.join(", ", proposed.proposal().paths()),
                proposed.proposal().what() + " - because: "
                        + proposed.proposal().why());
    }

    private void decided(AgentName agent, ScopeDecided decided) {
        boolean wider = decided.decision().answer() == ScopeDecision.Answer.YES;
        timeline.row(
                Style.STRONG,
                agent,
                "the host answers " + decided.decision()
                        + (wider ? ": the scope is wider now" : ": the scope stays as it is"));
        timeline.detail("scope: " + decided.paths());
    }

    private void claimed(AgentName agent, CompletionClaimed claimed) {
        timeline.row(
                Style.STRONG,
                agent,
                "claims to be done: \"" + TextFormat.headline(claimed.summary(), Screen.WIDTH) + "\"");
    }

    private void reviewed(AgentName agent, Reviewed reviewed) {
        String tree = TextFormat.shortId(reviewed.tree());
        if (ReviewVerdict.of(reviewed.findings()).approved()) {
            timeline.row(agent, "review of tree " + tree + " passed: " + String.join(", ", reviewed.reviewers()));
        } else {
            timeline.loud(
                    agent,
                    "REVIEW of tree " + tree + " did not pass",
                    reviewed.findings().stream().map(Finding::describe).collect(Collectors.joining("\n")));
        }
    }

    private void summarised(AgentName agent, ChangesSummarised summarised) {
        timeline.row(
                agent, "to be merged: " + TextFormat.plural(summarised.changes().size(), "file"));
        timeline.detail(TextFormat.changes(summarised.changes()));
    }

    private void mergeAttempted(AgentName agent, MergeAttempted attempted) {
        if (attempted.outcome() instanceof MergeOutcome.Merged) {
            timeline.row(Style.GOOD, agent, MergeText.of(attempted.outcome()));
        } else {
            timeline.loud(agent, "NOT MERGED", MergeText.of(attempted.outcome()));
        }
    }

    private void judged(AgentName agent, CriterionJudged judged) {
        Verdict verdict = judged.verdict();
        timeline.row(
                verdict.proven() ? Style.GOOD : Style.BAD,
                agent,
                "criterion " + verdict.criterion().number() + "/" + Criterion.values().length
                        + (verdict.proven() ? " proven:  " : " missing: ")
                        + verdict.criterion().title());
    }

    private void sentBack(AgentName agent, SentBack sentBack) {
        timeline.loud(agent, "SENT BACK (round " + sentBack.round() + ")", sentBack.gap());
    }

    private void ended(AgentName agent, TaskEnded ended) {
        activity.allEnded();
        boolean delivered = ended.outcome() == TaskOutcome.Kind.DELIVERED;
        timeline.row(
                delivered ? Style.GOOD : Style.BAD,
                agent,
                ended.outcome().name().replace('_', ' ') + ": " + ended.explanation());
    }
}
