/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.Isolation;
import dev.helix.api.workspace.RunningService;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.workspace.WriteRefusedException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A read-only view of a directory of the user's: nothing is ever written to it. Commands of agents are not run in it;
 * programs that serve as engines are, with byte streams, where a boundary keeps them from writing. Thread-safe.
 */
public final class ReadOnlyCheckout implements Workspace {
    private final LocalFiles files;
    private final String root;
    private final @Nullable Reader reader;

    /** The boundary that keeps commands from writing. */
    @FunctionalInterface
    public interface Reader {
        /** Runs a command that only reads. */
        CommandResult run(Command command, CommandStreams streams) throws InterruptedException;
    }

    /**
     * Shows the files of a directory.
     *
     * @param reader runs commands that only read; null where nothing keeps them from writing
     */
    public ReadOnlyCheckout(LocalFiles files, String root, @Nullable Reader reader) {
        this.files = files;
        this.root = root;
        this.reader = reader;
    }

    @Override
    public Isolation isolation() {
        return Isolation.NO_COMMANDS;
    }

    @Override
    public String root() {
        return root;
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
        throw refused(path);
    }

    @Override
    public boolean replace(String path, byte[] expected, byte[] content) {
        throw refused(path);
    }

    @Override
    public InputStream open(String path) {
        return files.open(path);
    }

    @Override
    public void write(String path, InputStream content) {
        throw refused(path);
    }

    @Override
    public CommandResult run(Command command, Consumer<String> output) {
        throw notRun();
    }

    @Override
    public CommandResult run(Command command, CommandStreams streams) throws InterruptedException {
        if (reader == null) {
            throw notRun();
        }
        return reader.run(command, streams);
    }

    @Override
    public RunningService start(Command command) {
        throw notRun();
    }

    private CommandRefusedException notRun() {
        return new CommandRefusedException(
                "no worktree is bound, so commands are not run in " + root
                        + "; call create_worktree_binding first, or use the read, glob and grep tools",
                null);
    }

    private WriteRefusedException refused(String path) {
        return new WriteRefusedException(
                WriteRefusedException.Reason.NO_BINDING,
                "'" + path + "' was not written: " + root + " is the user's own checkout and no worktree is bound; call"
                        + " create_worktree_binding first, then write the same relative path");
    }
}
