/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.guard;

import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.Isolation;
import dev.helix.api.workspace.Workspace;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessSpec;
import dev.helix.core.process.ProcessStartException;
import dev.helix.core.process.StreamedProcess;
import dev.helix.core.workspace.LocalFiles;
import dev.helix.worktree.sandbox.CommandSandbox;
import dev.helix.worktree.sandbox.SandboxLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A workspace that opens a directory of this machine to agents: files through the guard, commands through the
 * sandbox. Thread-safe.
 *
 * <p>Writes of one path follow each other within one instance, so all agents that share a tree share its workspace.
 */
public final class GuardedWorkspace implements Workspace {
    private final PinnedFiles opener;
    private final LocalFiles files;
    private final WriteGuard guard;
    private final Commands commands;

    /** The means by which commands are run. */
    public record Commands(CommandSandbox sandbox, ProcessRunner runner, SandboxLayout layout) {}

    /**
     * Creates a workspace; nothing is opened yet.
     *
     * @param root an absolute, real path whose parents no agent may change
     * @param pins a folder of the library on the same file system, which no command may change
     * @throws IllegalArgumentException if the root is relative or not normalised
     */
    public GuardedWorkspace(Path root, Path pins, Commands commands) {
        this.opener = new PinnedFiles(root, pins);
        this.files = new LocalFiles(root, opener);
        this.guard = new WriteGuard(root, opener);
        this.commands = commands;
    }

    @Override
    public Isolation isolation() {
        return commands.sandbox().isolation();
    }

    @Override
    public String root() {
        return files.root().toString();
    }

    @Override
    public Optional<FileEntry> stat(String path) {
        return files.stat(path);
    }

    @Override
    public byte[] read(String path, int limitBytes) {
        return files.read(path, limitBytes);
    }

    @Override
    public List<FileEntry> list(String directory) {
        return files.list(directory);
    }

    @Override
    public List<FileEntry> walk(String directory, int limit) {
        return files.walk(directory, limit);
    }

    @Override
    public void write(String path, byte[] content) {
        guard.write(path, content);
    }

    @Override
    public InputStream open(String path) {
        return files.open(path);
    }

    @Override
    public void write(String path, InputStream content) throws IOException {
        try {
            guard.write(path, content);
        } catch (WriteGuard.SourceException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean replace(String path, byte[] expected, byte[] content) {
        return guard.replace(path, expected, content);
    }

    @Override
    public CommandResult run(Command command, Consumer<String> output) throws InterruptedException {
        try {
            ProcessResult result = whileRunning(
                    () -> commands.runner().run(process(command).mergeErrors().build(), output));
            return result(result, output(result));
        } catch (ProcessStartException e) {
            throw new CommandRefusedException(command.argv().get(0) + " was not run: " + e.getMessage(), e);
        }
    }

    @Override
    public CommandResult run(Command command, CommandStreams streams) throws InterruptedException {
        try {
            ProcessResult result = whileRunning(() -> {
                try (StreamedProcess process =
                        commands.runner().stream(process(command).build())) {
                    return new StreamedCommand(process, streams).run();
                }
            });
            return result(result, "");
        } catch (ProcessStartException e) {
            throw new CommandRefusedException(command.argv().get(0) + " was not run: " + e.getMessage(), e);
        }
    }

    private ProcessSpec.Builder process(Command command) {
        SandboxLayout layout = commands.layout().withEnvironment(command.environment());
        return commands.sandbox()
                .prepare(layout, command.argv())
                .timeLimit(command.timeLimit())
                .outputLimitBytes(command.outputLimitBytes());
    }

    /** A command that runs to its end. */
    private interface Running {
        ProcessResult run() throws InterruptedException;
    }

    /** Opens files with care for as long as a command could replace them. */
    private ProcessResult whileRunning(Running command) throws InterruptedException {
        opener.commandStarts();
        try {
            return command.run();
        } finally {
            opener.commandEnded();
        }
    }

    private static CommandResult result(ProcessResult result, String output) {
        return new CommandResult(
                result.exitCode(), output, result.droppedBytes(), result.timedOut(), result.wallTime());
    }

    private static String output(ProcessResult result) {
        String text = result.stdout().text();
        return result.exceeded()
                .map(limit -> text + "\n[helix: the command was ended by a limit, " + limit + "]\n")
                .orElse(text);
    }
}
