/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import static java.util.Objects.requireNonNull;

import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.CommandStreams;
import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.Isolation;
import dev.helix.api.workspace.RunningService;
import dev.helix.api.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A workspace that refuses null by the parameter's name and passes everything else on. */
public class ForwardingWorkspace implements Workspace {
    private final Workspace target;

    /** Stands before a workspace that hosts and tools reach. */
    public ForwardingWorkspace(Workspace target) {
        this.target = target;
    }

    @Override
    public Isolation isolation() {
        return target.isolation();
    }

    @Override
    public String root() {
        return target.root();
    }

    @Override
    public Optional<FileEntry> stat(String path) {
        return target.stat(requireNonNull(path, "path"));
    }

    @Override
    public byte[] read(String path, int limitBytes) {
        return target.read(requireNonNull(path, "path"), limitBytes);
    }

    @Override
    public List<FileEntry> list(String directory) {
        return target.list(requireNonNull(directory, "directory"));
    }

    @Override
    public List<FileEntry> walk(String directory, int limit) {
        return target.walk(requireNonNull(directory, "directory"), limit);
    }

    @Override
    public void write(String path, byte[] content) {
        target.write(requireNonNull(path, "path"), requireNonNull(content, "content"));
    }

    @Override
    public boolean isIgnored(String path) {
        return target.isIgnored(requireNonNull(path, "path"));
    }

    @Override
    public boolean replace(String path, byte[] expected, byte[] content) {
        return target.replace(
                requireNonNull(path, "path"), requireNonNull(expected, "expected"), requireNonNull(content, "content"));
    }

    @Override
    public InputStream open(String path) {
        return target.open(requireNonNull(path, "path"));
    }

    @Override
    public void write(String path, InputStream content) throws IOException {
        target.write(requireNonNull(path, "path"), requireNonNull(content, "content"));
    }

    @Override
    public CommandResult run(Command command, Consumer<String> output) throws InterruptedException {
        return target.run(requireNonNull(command, "command"), requireNonNull(output, "output"));
    }

    @Override
    public CommandResult run(Command command, CommandStreams streams) throws InterruptedException {
        return target.run(requireNonNull(command, "command"), requireNonNull(streams, "streams"));
    }

    @Override
    public RunningService start(Command command) {
        return target.start(requireNonNull(command, "command"));
    }
}
