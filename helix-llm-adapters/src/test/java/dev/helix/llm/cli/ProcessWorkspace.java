/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.FileUnavailableException;
import dev.helix.api.workspace.Isolation;
import dev.helix.api.workspace.PathOutsideWorkspaceException;
import dev.helix.api.workspace.Workspace;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessSpec;
import dev.helix.core.process.StreamedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A directory whose commands are ordinary processes, whatever isolation it claims; all but streams are plain files. */
final class ProcessWorkspace implements Workspace {
    private final Path root;
    private final ProcessRunner runner;
    private final Isolation isolation;

    ProcessWorkspace(Path root, ProcessRunner runner, Isolation isolation) {
        this.root = root;
        this.runner = runner;
        this.isolation = isolation;
    }

    @Override
    public Isolation isolation() {
        return isolation;
    }

    @Override
    public String root() {
        return root.toString();
    }

    @Override
    public Optional<FileEntry> stat(String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] read(String path, int limitBytes) {
        try {
            return Files.readAllBytes(inside(path));
        } catch (IOException e) {
            throw new FileUnavailableException("there is no file " + path, e);
        }
    }

    @Override
    public List<FileEntry> list(String directory) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FileEntry> walk(String directory, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(String path, byte[] content) {
        try {
            Files.write(inside(path), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path inside(String path) {
        if (path.startsWith("/") || path.contains("..")) {
            throw new PathOutsideWorkspaceException("'" + path + "' is outside the workspace");
        }
        return root.resolve(path);
    }

    @Override
    public boolean replace(String path, byte[] expected, byte[] content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CommandResult run(Command command, Consumer<String> output) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CommandResult run(Command command, CommandStreams streams) throws InterruptedException {
        ProcessSpec spec = ProcessSpec.in(root, command.argv())
                .environment(command.environment())
                .timeLimit(command.timeLimit())
                .build();
        try (StreamedProcess process = runner.stream(spec)) {
            DaemonThread.start("test-input", () -> copy(streams.input(), process.input(), true));
            Thread output = DaemonThread.start("test-output", () -> copy(process.output(), streams.output(), false));
            ProcessResult result = process.await();
            output.join();
            streams.errors().write(result.stderr().bytes());
            return new CommandResult(result.exitCode(), "", 0, result.timedOut(), result.wallTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(InputStream from, OutputStream to, boolean close) {
        byte[] piece = new byte[8192];
        try {
            for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
                to.write(piece, 0, count);
                to.flush();
            }
            if (close) {
                to.close();
            }
        } catch (IOException ended) {
            // The process ended.
        }
    }
}
