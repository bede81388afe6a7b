/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

import dev.helix.api.AgentName;
import dev.helix.api.message.Message;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.api.workspace.WriteRefusedException;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.TreeId;
import java.time.Duration;
import java.util.List;

/** The kinds of events that every session knows. */
public final class SessionEvents {
    private SessionEvents() {}

    /**
     * A turn began.
     *
     * @param model the model that will answer
     */
    public record TurnStarted(ModelId model) implements EventBody {}

    /**
     * A message became part of the conversation.
     *
     * @param message the message
     */
    public record MessageAdded(Message message) implements EventBody {}

    /**
     * A model call ended.
     *
     * @param model the model
     * @param stop why it stopped
     * @param usage what it cost
     * @param wallTime how long it took, retries included
     */
    public record ModelCalled(ModelId model, StopReason stop, Usage usage, Duration wallTime) implements EventBody {}

    /**
     * A tool call was handed to its tool.
     *
     * @param callId the call
     * @param tool the tool's name
     * @param arguments what the model passed, JSON text
     */
    public record ToolCallStarted(String callId, String tool, String arguments) implements EventBody {}

    /**
     * A tool call was answered.
     *
     * @param callId the call
     * @param tool the tool's name
     * @param error whether it failed
     * @param firstLine the first line of the answer
     * @param wallTime how long it took
     */
    public record ToolCallFinished(String callId, String tool, boolean error, String firstLine, Duration wallTime)
            implements EventBody {}

    /**
     * A write was refused before it happened.
     *
     * @param reason which boundary refused
     * @param explanation the path, the boundary and the way out
     */
    public record WriteRefused(WriteRefusedException.Reason reason, String explanation) implements EventBody {}

    /**
     * A worktree was bound.
     *
     * @param binding what was bound
     */
    public record WorktreeBound(BindingInfo binding) implements EventBody {}

    /**
     * The uncommitted work in the worktree changed.
     *
     * @param changes how the worktree differs from the branch's tip, sorted by path
     */
    public record PendingChanges(List<FileChange> changes) implements EventBody {}

    /**
     * The work was committed to the isolated branch.
     *
     * @param commit the commit
     * @param subject the first line of its message
     */
    public record Committed(CommitId commit, String subject) implements EventBody {}

    /**
     * A review ended.
     *
     * @param tree what was reviewed
     * @param reviewers who looked at it
     * @param findings what was noticed; the gate is open now when none is an error
     */
    public record Reviewed(TreeId tree, List<String> reviewers, List<Finding> findings) implements EventBody {}

    /**
     * An agent said that it is done.
     *
     * @param summary what it says it did
     */
    public record CompletionClaimed(String summary) implements EventBody {}

    /**
     * The reviewed changes were summed up, from git, before the merge.
     *
     * @param changes what the merge will bring, sorted by path
     */
    public record ChangesSummarised(List<FileChange> changes) implements EventBody {}

    /**
     * An attempt to merge ended.
     *
     * @param outcome how
     */
    public record MergeAttempted(MergeOutcome outcome) implements EventBody {}

    /**
     * A SubAgent was dispatched; its own events carry its name.
     *
     * @param subAgent its name
     * @param task what it is to do
     * @param model the model it runs on
     */
    public record SubAgentStarted(AgentName subAgent, String task, ModelId model) implements EventBody {}

    /**
     * A SubAgent reported back.
     *
     * @param subAgent its name
     * @param failed whether it ended without a report
     * @param usage what it cost
     */
    public record SubAgentFinished(AgentName subAgent, boolean failed, Usage usage) implements EventBody {}

    /**
     * A turn ended with a reply.
     *
     * @param usage what the whole turn cost, SubAgents not included
     */
    public record TurnFinished(Usage usage) implements EventBody {}

    /**
     * A turn ended without a reply.
     *
     * @param code the error's stable code
     * @param explanation the error's message
     */
    public record TurnFailed(String code, String explanation) implements EventBody {}
}
