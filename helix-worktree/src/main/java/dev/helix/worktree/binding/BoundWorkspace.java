/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.Isolation;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.workspace.WriteRefusedException;
import dev.helix.api.workspace.WriteRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The guarded workspace of a worktree for as long as its binding is open. Thread-safe. */
final class BoundWorkspace implements Workspace {
    private static final String OVER =
            "the work was merged or abandoned, so bind the repository again to go on; it was done in ";

    private final Workspace guarded;
    private final WriteGate gate;
    private final Predicate<String> ignored;

    BoundWorkspace(Workspace guarded, WriteGate gate, Predicate<String> ignored) {
        this.guarded = guarded;
        this.gate = gate;
        this.ignored = ignored;
    }

    @Override
    public Isolation isolation() {
        return guarded.isolation();
    }

    @Override
    public String root() {
        return guarded.root();
    }

    @Override
    public Optional<FileEntry> stat(String path) {
        return guarded.stat(path);
    }

    @Override
    public byte[] read(String path, int limitBytes) {
        return guarded.read(path, limitBytes);
    }

    @Override
    public List<FileEntry> list(String directory) {
        return guarded.list(directory);
    }

    @Override
    public List<FileEntry> walk(String directory, int limit) {
        return guarded.walk(directory, limit);
    }

    @Override
    public void write(String path, byte[] content) {
        enter(path);
        try {
            guarded.write(path, content);
        } finally {
            gate.leave();
        }
    }

    @Override
    public boolean isIgnored(String path) {
        return ignored.test(path);
    }

    @Override
    public InputStream open(String path) {
        return guarded.open(path);
    }

    @Override
    public void write(String path, InputStream content) throws IOException {
        enter(path);
        try {
            guarded.write(path, content);
        } finally {
            gate.leave();
        }
    }

    @Override
    public boolean replace(String path, byte[] expected, byte[] content) {
        enter(path);
        try {
            return guarded.replace(path, expected, content);
        } finally {
            gate.leave();
        }
    }

    private void enter(String path) {
        if (!gate.enter()) {
            throw new WriteRefusedException(Reason.NO_BINDING, path + " was not written: " + OVER + root());
        }
    }

    @Override
    public CommandResult run(Command command, Consumer<String> output) throws InterruptedException {
        enter(command);
        try {
            return guarded.run(command, output);
        } finally {
            gate.leave();
        }
    }

    @Override
    public CommandResult run(Command command, CommandStreams streams) throws InterruptedException {
        enter(command);
        try {
            return guarded.run(command, streams);
        } finally {
            gate.leave();
        }
    }

    private void enter(Command command) {
        if (!gate.enter()) {
            throw new CommandRefusedException(command.argv().get(0) + " was not run: " + OVER + root(), null);
        }
    }
}
