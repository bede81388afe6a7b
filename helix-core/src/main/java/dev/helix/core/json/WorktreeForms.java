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
import static dev.helix.core.json.ObjectForm.object;
import static dev.helix.core.json.ObjectForm.property;
import static dev.helix.core.json.ObjectForm.text;

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
    static final JsonForm<BindingId> BINDING_ID = JsonForm.text(BindingId::value, BindingId::new);
    private static final JsonForm<FileChange.Kind> CHANGE_KIND = JsonForm.constant(FileChange.Kind.class);
    private static final JsonForm<Finding.Severity> SEVERITY = JsonForm.constant(Finding.Severity.class);

    static final JsonForm<FileChange> CHANGE = object(
            text("path", FileChange::path),
            property("kind", CHANGE_KIND, FileChange::kind),
            property("submodule", TRUTH, FileChange::submodule),
            FileChange::new);

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

    private static final JsonForm<Command> COMMAND = object(
            property("argv", TEXTS, Command::argv),
            property("environment", TEXTS_BY_NAME, Command::environment),
            property("timeLimit", DURATION, Command::timeLimit),
            property("outputLimitBytes", SMALL_NUMBER, Command::outputLimitBytes),
            Command::new);

    private static final JsonForm<CommandResult> COMMAND_RESULT = object(
            property("exitCode", SMALL_NUMBER, CommandResult::exitCode),
            text("output", CommandResult::output),
            property("droppedBytes", NUMBER, CommandResult::droppedBytes),
            property("timedOut", TRUTH, CommandResult::timedOut),
            property("wallTime", DURATION, CommandResult::wallTime),
            CommandResult::new);

    private static final JsonForm<CheckResult.Run> RUN = object(
            property("command", COMMAND, CheckResult.Run::command),
            property("result", COMMAND_RESULT, CheckResult.Run::result),
            CheckResult.Run::new);

    static final JsonForm<CheckResult> CHECK = ObjectForm.<CheckResult>builder()
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
                    object(
                            property("commit", COMMIT, MergeOutcome.Merged::commit),
                            property("tree", TREE, MergeOutcome.Merged::tree),
                            property("parents", JsonForm.list(COMMIT), MergeOutcome.Merged::parents),
                            property("checks", JsonForm.list(CHECK), MergeOutcome.Merged::checks),
                            MergeOutcome.Merged::of))
            .kind(
                    "NothingToMerge",
                    MergeOutcome.NothingToMerge.class,
                    object(
                            property("base", COMMIT, MergeOutcome.NothingToMerge::base),
                            MergeOutcome.NothingToMerge::of))
            .kind(
                    "Conflict",
                    MergeOutcome.Conflict.class,
                    object(property("paths", TEXTS, MergeOutcome.Conflict::paths), MergeOutcome.Conflict::of))
            .kind(
                    "CheckFailed",
                    MergeOutcome.CheckFailed.class,
                    object(
                            property("tree", TREE, MergeOutcome.CheckFailed::tree),
                            property("checks", JsonForm.list(CHECK), MergeOutcome.CheckFailed::checks),
                            MergeOutcome.CheckFailed::of))
            .kind(
                    "Blocked",
                    MergeOutcome.Blocked.class,
                    object(
                            property("reason", BLOCKED_REASON, MergeOutcome.Blocked::reason),
                            text("explanation", MergeOutcome.Blocked::explanation),
                            property("paths", TEXTS, MergeOutcome.Blocked::paths),
                            MergeOutcome.Blocked::of))
            .build();

    private WorktreeForms() {}
}
