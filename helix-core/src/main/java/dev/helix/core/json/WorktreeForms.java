/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static dev.helix.core.json.JsonForm.DURATION;
import static dev.helix.core.json.JsonForm.NUMBER;
import static dev.helix.core.json.JsonForm.PATH;
import static dev.helix.core.json.JsonForm.SMALL_NUMBER;
import static dev.helix.core.json.JsonForm.TEXT;
import static dev.helix.core.json.JsonForm.TEXTS;
import static dev.helix.core.json.JsonForm.TEXTS_BY_NAME;
import static dev.helix.core.json.JsonForm.TRUTH;

import dev.helix.api.BlockedReason;
import dev.helix.api.SessionId;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.worktree.BindingId;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CheckResult;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.Finding;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.TreeId;
import java.util.Optional;

/** The forms of what happens in a worktree. */
final class WorktreeForms {
    static final JsonForm<SessionId> SESSION = JsonForm.text(SessionId::value, SessionId::new);
    static final JsonForm<CommitId> COMMIT = JsonForm.text(CommitId::value, CommitId::new);
    static final JsonForm<TreeId> TREE = JsonForm.text(TreeId::value, TreeId::new);
    static final JsonForm<BlockedReason> BLOCKED_REASON = JsonForm.constant(BlockedReason.class);
    private static final JsonForm<BindingId> BINDING_ID = JsonForm.text(BindingId::value, BindingId::new);
    private static final JsonForm<FileChange.Kind> CHANGE_KIND = JsonForm.constant(FileChange.Kind.class);
    private static final JsonForm<Finding.Severity> SEVERITY = JsonForm.constant(Finding.Severity.class);

    static final JsonForm<FileChange> CHANGE = ObjectForm.<FileChange>builder()
            .text("path", FileChange::path)
            .with("kind", CHANGE_KIND, FileChange::kind)
            .with("submodule", TRUTH, FileChange::submodule)
            .readAs(in -> new FileChange(in.text("path"), in.get("kind", CHANGE_KIND), in.get("submodule", TRUTH)));

    static final JsonForm<BindingInfo> BINDING = ObjectForm.<BindingInfo>builder()
            .with("id", BINDING_ID, BindingInfo::id)
            .with("session", SESSION, BindingInfo::session)
            .with("repository", PATH, BindingInfo::repository)
            .with("worktree", PATH, BindingInfo::worktree)
            .text("branch", BindingInfo::branch)
            .text("baseBranch", BindingInfo::baseBranch)
            .with("base", COMMIT, BindingInfo::base)
            .text("title", BindingInfo::title)
            .readAs(in -> BindingInfo.builder(in.get("id", BINDING_ID), in.get("session", SESSION))
                    .repository(in.get("repository", PATH))
                    .worktree(in.get("worktree", PATH))
                    .branch(in.text("branch"))
                    .baseBranch(in.text("baseBranch"))
                    .base(in.get("base", COMMIT))
                    .title(in.text("title"))
                    .build());

    static final JsonForm<SavedRef> SAVED = ObjectForm.<SavedRef>builder()
            .optional("ref", TEXT, SavedRef::ref)
            .optional("commit", COMMIT, SavedRef::commit)
            .with("problems", TEXTS, SavedRef::problems)
            .readAs(in -> in.optional("ref", TEXT)
                    .map(ref -> SavedRef.of(ref, in.get("commit", COMMIT)))
                    .orElseGet(SavedRef::nothing)
                    .problems(in.get("problems", TEXTS)));

    static final JsonForm<Finding> FINDING = ObjectForm.<Finding>builder()
            .text("reviewer", Finding::reviewer)
            .with("severity", SEVERITY, Finding::severity)
            .optional("file", TEXT, Finding::file)
            .optional(
                    "line",
                    SMALL_NUMBER,
                    finding -> finding.line().isPresent()
                            ? Optional.of(finding.line().getAsInt())
                            : Optional.empty())
            .text("text", Finding::text)
            .readAs(in -> {
                Finding.Builder finding = Finding.builder(in.text("text"))
                        .reviewer(in.text("reviewer"))
                        .severity(in.get("severity", SEVERITY));
                in.optional("file", TEXT).ifPresent(finding::file);
                in.optional("line", SMALL_NUMBER).ifPresent(finding::line);
                return finding.build();
            });

    private static final JsonForm<Command> COMMAND = ObjectForm.<Command>builder()
            .with("argv", TEXTS, Command::argv)
            .with("environment", TEXTS_BY_NAME, Command::environment)
            .with("timeLimit", DURATION, Command::timeLimit)
            .with("outputLimitBytes", SMALL_NUMBER, Command::outputLimitBytes)
            .readAs(in -> new Command(
                    in.get("argv", TEXTS),
                    in.get("environment", TEXTS_BY_NAME),
                    in.get("timeLimit", DURATION),
                    in.get("outputLimitBytes", SMALL_NUMBER)));

    private static final JsonForm<CommandResult> COMMAND_RESULT = ObjectForm.<CommandResult>builder()
            .with("exitCode", SMALL_NUMBER, CommandResult::exitCode)
            .text("output", CommandResult::output)
            .with("droppedBytes", NUMBER, CommandResult::droppedBytes)
            .with("timedOut", TRUTH, CommandResult::timedOut)
            .with("wallTime", DURATION, CommandResult::wallTime)
            .readAs(in -> new CommandResult(
                    in.get("exitCode", SMALL_NUMBER),
                    in.text("output"),
                    in.get("droppedBytes", NUMBER),
                    in.get("timedOut", TRUTH),
                    in.get("wallTime", DURATION)));

    private static final JsonForm<CheckResult.Run> RUN = ObjectForm.<CheckResult.Run>builder()
            .with("command", COMMAND, CheckResult.Run::command)
            .with("result", COMMAND_RESULT, CheckResult.Run::result)
            .readAs(in -> new CheckResult.Run(in.get("command", COMMAND), in.get("result", COMMAND_RESULT)));

    private static final JsonForm<CheckResult> CHECK = ObjectForm.<CheckResult>builder()
            .text("check", CheckResult::check)
            .with("tree", TREE, CheckResult::tree)
            .with("passed", TRUTH, CheckResult::passed)
            .text("summary", CheckResult::summary)
            .with("runs", JsonForm.list(RUN), CheckResult::runs)
            .readAs(in -> (in.get("passed", TRUTH)
                            ? CheckResult.passed(in.text("check"), in.get("tree", TREE), in.text("summary"))
                            : CheckResult.failed(in.text("check"), in.get("tree", TREE), in.text("summary")))
                    .runs(in.get("runs", JsonForm.list(RUN))));

    static final FamilyForm<MergeOutcome> OUTCOME = FamilyForm.<MergeOutcome>builder("type")
            .kind(
                    "Merged",
                    MergeOutcome.Merged.class,
                    ObjectForm.<MergeOutcome.Merged>builder()
                            .with("commit", COMMIT, MergeOutcome.Merged::commit)
                            .with("tree", TREE, MergeOutcome.Merged::tree)
                            .with("parents", JsonForm.list(COMMIT), MergeOutcome.Merged::parents)
                            .with("checks", JsonForm.list(CHECK), MergeOutcome.Merged::checks)
                            .readAs(in -> MergeOutcome.Merged.of(
                                    in.get("commit", COMMIT),
                                    in.get("tree", TREE),
                                    in.get("parents", JsonForm.list(COMMIT)),
                                    in.get("checks", JsonForm.list(CHECK)))))
            .kind(
                    "NothingToMerge",
                    MergeOutcome.NothingToMerge.class,
                    ObjectForm.<MergeOutcome.NothingToMerge>builder()
                            .with("base", COMMIT, MergeOutcome.NothingToMerge::base)
                            .readAs(in -> MergeOutcome.NothingToMerge.of(in.get("base", COMMIT))))
            .kind(
                    "Conflict",
                    MergeOutcome.Conflict.class,
                    ObjectForm.<MergeOutcome.Conflict>builder()
                            .with("paths", TEXTS, MergeOutcome.Conflict::paths)
                            .readAs(in -> MergeOutcome.Conflict.of(in.get("paths", TEXTS))))
            .kind(
                    "CheckFailed",
                    MergeOutcome.CheckFailed.class,
                    ObjectForm.<MergeOutcome.CheckFailed>builder()
                            .with("tree", TREE, MergeOutcome.CheckFailed::tree)
                            .with("checks", JsonForm.list(CHECK), MergeOutcome.CheckFailed::checks)
                            .readAs(in -> MergeOutcome.CheckFailed.of(
                                    in.get("tree", TREE), in.get("checks", JsonForm.list(CHECK)))))
            .kind(
                    "Blocked",
                    MergeOutcome.Blocked.class,
                    ObjectForm.<MergeOutcome.Blocked>builder()
                            .with("reason", BLOCKED_REASON, MergeOutcome.Blocked::reason)
                            .text("explanation", MergeOutcome.Blocked::explanation)
                            .with("paths", TEXTS, MergeOutcome.Blocked::paths)
                            .readAs(in -> MergeOutcome.Blocked.of(
                                    in.get("reason", BLOCKED_REASON), in.text("explanation"), in.get("paths", TEXTS))))
            .build();

    private WorktreeForms() {}
}
