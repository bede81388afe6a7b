/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.ReviewVerdict;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.core.agent.EventSink;
import dev.helix.core.tool.TypedTool;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A factory of the tools by which an agent binds a worktree, commits, asks for a review and says that it is done. */
public final class DeliveryTools {
    /** Name of the tool that binds; SubAgents never get it. */
    public static final String BIND = "create_worktree_binding";

    private static final String NOT_BOUND = "No worktree is bound. Call " + BIND + " first.";

    private DeliveryTools() {}

    /** What {@value #BIND} takes. */
    public record BindArguments(
            @ToolParam("A directory inside the repository to work on, for example '.'")
            String projectRoot,

            @ToolParam("What the work is about, in a few words; becomes part of the branch name")
            String task) {}

    /** What {@code commit} takes. */
    public record CommitArguments(
            @ToolParam("What was changed and why; the first line is the subject")
            String message) {}

    /** What {@code complete} takes. */
    public record CompleteArguments(
            @ToolParam("What was done, for the record; it is not taken as proof of anything")
            String summary) {}

    /** What {@code request_review} takes: nothing. */
    public record NoArguments() {}

    /** Makes the tool that binds a worktree. */
    public static Tool bind(SessionBinding bindings, EventSink sink) {
        return TypedTool.of(
                BIND,
                "Creates an isolated branch and worktree of the repository. Nothing can be written before it was"
                        + " called. Afterwards relative paths and shell commands mean the worktree.",
                BindArguments.class,
                (arguments, context) -> bind(bindings, sink, arguments, context));
    }

    private static ToolResult bind(
            SessionBinding bindings, EventSink sink, BindArguments arguments, ToolContext context)
            throws InterruptedException {
        boolean open = bindings.current().isPresent();
        BindingInfo info =
                bindings.bind(arguments.projectRoot(), arguments.task()).info();
        if (!open) {
            sink.event(context.agent().orElseThrow(), DeliveryEvents.WorktreeBound.of(info));
            // A worktree that is not on record would be in the way of the session for good.
            sink.force();
        }
        return ToolResult.of((open ? "already bound" : "bound") + "\nworktree: " + info.worktree() + "\nbranch: "
                + info.branch() + "\nbase: " + info.baseBranch() + " at "
                + info.base().abbreviated()
                + "\nUse paths relative to the worktree.");
    }

    /** Makes the tool that commits everything in the worktree. */
    public static Tool commit(SessionBinding bindings, DeliveryPipeline pipeline) {
        return TypedTool.of(
                "commit",
                "Commits everything in the worktree to the isolated branch. Shell commands cannot commit.",
                CommitArguments.class,
                (arguments, context) -> {
                    Optional<WorktreeBinding> binding = bindings.current();
                    if (binding.isEmpty()) {
                        return ToolResult.failed(NOT_BOUND);
                    }
                    if (arguments.message().isBlank()) {
                        return ToolResult.failed("A commit needs a message that says what was changed and why.");
                    }
                    CommitId commit =
                            pipeline.commit(binding.get(), context.agent().orElseThrow(), arguments.message());
                    return ToolResult.of("committed " + commit);
                });
    }

    /** Makes the tool that asks for a review of what is committed. */
    public static Tool requestReview(SessionBinding bindings, DeliveryPipeline pipeline) {
        return TypedTool.of(
                "request_review",
                "Has the committed work reviewed. Only what was reviewed can be merged; a later change needs a new"
                        + " review.",
                NoArguments.class,
                (arguments, context) -> {
                    Optional<WorktreeBinding> binding = bindings.current();
                    if (binding.isEmpty()) {
                        return ToolResult.failed(NOT_BOUND);
                    }
                    return reviewed(pipeline.review(binding.get()));
                });
    }

    private static ToolResult reviewed(List<Finding> findings) {
        String list =
                findings.stream().map(finding -> "\n- " + finding.describe()).collect(Collectors.joining());
        return ReviewVerdict.of(findings).approved()
                ? ToolResult.of("The review passed. Call complete to deliver." + list)
                : ToolResult.failed("The review did not pass:" + list);
    }

    /** Makes the tool by which the agent of a plain session delivers. */
    public static Tool complete(DeliveryPipeline pipeline) {
        return TypedTool.of(
                "complete",
                "Says that the work is done. It is reviewed, summed up and merged, or sent back with what is missing.",
                CompleteArguments.class,
                (arguments, context) -> answer(pipeline.attempt(context.agent().orElseThrow(), arguments.summary())));
    }

    private static ToolResult answer(DeliveryAttempt attempt) {
        if (attempt instanceof DeliveryAttempt.Landed landed) {
            return ToolResult.of("Delivered: merged as " + landed.merged().commit() + ".");
        }
        if (attempt instanceof DeliveryAttempt.Blocked blocked) {
            return ToolResult.ending("Ready, but blocked: " + blocked.outcome().explanation());
        }
        DeliveryAttempt.Gap gap = (DeliveryAttempt.Gap) attempt;
        return ToolResult.failed("Not done yet. " + gap.text());
    }
}
