/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.Isolation;
import dev.helix.api.workspace.RunningService;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.workspace.WriteRefusedException;
import dev.helix.api.worktree.WorktreeBinding;
import dev.helix.core.scope.ScopeLock;
import dev.helix.core.workspace.RelativePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A workspace that shows agents the files of their session: the user's checkout, read-only, until a worktree is
 * bound; then the worktree, writable within the locked scope.
 *
 * <p>Relative paths mean the worktree once it is bound. Absolute paths may name either root: those in the user's
 * checkout can still be read, to compare, and are never written. Thread-safe.
 */
final class SessionWorkspace implements Workspace {
    private final Workspace checkout;
    private final Supplier<Optional<WorktreeBinding>> binding;
    private final ScopeLock scope;

    SessionWorkspace(Workspace checkout, Supplier<Optional<WorktreeBinding>> binding, ScopeLock scope) {
        this.checkout = checkout;
        this.binding = binding;
        this.scope = scope;
    }

    @Override
    public Isolation isolation() {
        return current().isolation();
    }

    @Override
    public String root() {
        return current().root();
    }

    @Override
    public Optional<FileEntry> stat(String path) {
        Target target = resolve(path);
        return target.workspace().stat(target.path());
    }

    @Override
    public byte[] read(String path, int limitBytes) {
        Target target = resolve(path);
        return target.workspace().read(target.path(), limitBytes);
    }

    @Override
    public List<FileEntry> list(String directory) {
        Target target = resolve(directory);
        return target.workspace().list(target.path());
    }

    @Override
    public List<FileEntry> walk(String directory, int limit) {
        Target target = resolve(directory);
        return target.workspace().walk(target.path(), limit);
    }

    @Override
    public void write(String path, byte[] content) {
        Target target = writable(path);
        target.workspace().write(target.path(), content);
    }

    @Override
    public boolean isIgnored(String path) {
        Target target = resolve(path);
        return target.workspace().isIgnored(target.path());
    }

    @Override
    public InputStream open(String path) {
        Target target = resolve(path);
        return target.workspace().open(target.path());
    }

    @Override
    public void write(String path, InputStream content) throws IOException {
        Target target = writable(path);
        target.workspace().write(target.path(), content);
    }

    @Override
    public boolean replace(String path, byte[] expected, byte[] content) {
        Target target = writable(path);
        return target.workspace().replace(target.path(), expected, content);
    }

    @Override
    public CommandResult run(Command command, Consumer<String> output) throws InterruptedException {
        return current().run(command, output);
    }

    @Override
    public CommandResult run(Command command, CommandStreams streams) throws InterruptedException {
        return current().run(command, streams);
    }

    @Override
    public RunningService start(Command command) {
        return current().start(command);
    }

    /** A path and the workspace it is relative to. */
    private record Target(Workspace workspace, String path) {}

    private Workspace current() {
        return binding.get().map(WorktreeBinding::workspace).orElse(checkout);
    }

    private Target resolve(String path) {
        if (!path.startsWith("/")) {
            return new Target(current(), path);
        }
        Workspace current = current();
        Optional<String> inCurrent = below(current.root(), path);
        if (inCurrent.isPresent()) {
            return new Target(current, inCurrent.get());
        }
        return below(checkout.root(), path)
                .map(relative -> new Target(checkout, relative))
                .orElseGet(() -> new Target(current, path));
    }

    private Target writable(String path) {
        Target target = resolve(path);
        Workspace current = current();
        if (target.workspace() != current) {
            throw new WriteRefusedException(
                    WriteRefusedException.Reason.NOT_WRITABLE,
                    "'" + path + "' was not written: it is in the user's own checkout. Write '" + target.path()
                            + "' instead, which is in your worktree " + current.root());
        }
        if (current != checkout
                && !scope.rules().allows(RelativePath.parse(target.path()).toString())) {
            throw outOfScope(target.path());
        }
        return target;
    }

    private WriteRefusedException outOfScope(String path) {
        return new WriteRefusedException(
                WriteRefusedException.Reason.OUT_OF_SCOPE,
                "'" + path + "' was not written: it is outside the task's scope (" + scope.rules()
                        + "). Leave it alone, or ask with propose_scope if the task cannot be done without it");
    }

    private static Optional<String> below(String root, String path) {
        if (path.equals(root)) {
            return Optional.of("");
        }
        return path.startsWith(root + "/") ? Optional.of(path.substring(root.length() + 1)) : Optional.empty();
    }
}
