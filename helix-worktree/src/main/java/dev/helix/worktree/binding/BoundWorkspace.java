/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import static java.util.Objects.requireNonNull;

import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.workspace.WriteRefusedException;
import dev.helix.api.workspace.WriteRefusedException.Reason;
import dev.helix.core.workspace.ForwardingWorkspace;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The guarded workspace of a worktree for as long as its binding is open. Thread-safe. */
final class BoundWorkspace extends ForwardingWorkspace {
    private static final String OVER =
            "the work was merged or abandoned, so bind the repository again to go on; it was done in ";

    private final WriteGate gate;
    private final Predicate<String> ignored;

    BoundWorkspace(Workspace guarded, WriteGate gate, Predicate<String> ignored) {
        super(guarded);
        this.gate = gate;
        this.ignored = ignored;
    }

    @Override
    public void write(String path, byte[] content) {
        enter(path);
        try {
            super.write(path, content);
        } finally {
            gate.leave();
        }
    }

    @Override
    public boolean isIgnored(String path) {
        return ignored.test(requireNonNull(path, "path"));
    }

    @Override
    public void write(String path, InputStream content) throws IOException {
        enter(path);
        try {
            super.write(path, content);
        } finally {
            gate.leave();
        }
    }

    @Override
    public boolean replace(String path, byte[] expected, byte[] content) {
        enter(path);
        try {
            return super.replace(path, expected, content);
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
            return super.run(command, output);
        } finally {
            gate.leave();
        }
    }

    @Override
    public CommandResult run(Command command, CommandStreams streams) throws InterruptedException {
        enter(command);
        try {
            return super.run(command, streams);
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
