/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.CommandResult;
import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.FileUnavailableException;
import dev.helix.api.workspace.Isolation;
import dev.helix.api.workspace.PathOutsideWorkspaceException;
import dev.helix.api.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A workspace that keeps files in memory and answers commands from a function; thread-safe. */
public final class MemoryWorkspace implements Workspace {
    private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
    private volatile Function<Command, CommandResult> shell = command -> {
        throw new CommandRefusedException("no commands here", null);
    };

    public MemoryWorkspace with(String path, String content) {
        return with(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public MemoryWorkspace with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    public MemoryWorkspace answering(Function<Command, CommandResult> commands) {
        shell = commands;
        return this;
    }

    public String text(String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    @Override
    public Isolation isolation() {
        return Isolation.NO_COMMANDS;
    }

    @Override
    public String root() {
        return "/project";
    }

    @Override
    public Optional<FileEntry> stat(String path) {
        String inside = inside(path);
        byte[] content = files.get(inside);
        if (content != null) {
            return Optional.of(new FileEntry(inside, FileEntry.Kind.FILE, content.length));
        }
        return isDirectory(inside) ? Optional.of(new FileEntry(inside, FileEntry.Kind.DIRECTORY, 0)) : Optional.empty();
    }

    @Override
    public byte[] read(String path, int limitBytes) {
        byte[] content = files.get(inside(path));
        if (content == null || content.length > limitBytes) {
            throw new FileUnavailableException(path + " is not there or too large", null);
        }
        return content.clone();
    }

    @Override
    public List<FileEntry> list(String directory) {
        String prefix = prefix(directory);
        return files.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> prefix + path.substring(prefix.length()).split("/")[0])
                .distinct()
                .map(path -> stat(path).orElseThrow())
                .collect(Collectors.toList());
    }

    @Override
    public List<FileEntry> walk(String directory, int limit) {
        String prefix = prefix(directory);
        return files.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .limit(limit)
                .map(path -> stat(path).orElseThrow())
                .collect(Collectors.toList());
    }

    @Override
    public void write(String path, byte[] content) {
        files.put(inside(path), content.clone());
    }

    @Override
    public boolean replace(String path, byte[] expected, byte[] content) {
        boolean[] replaced = {false};
        files.computeIfPresent(inside(path), (key, old) -> {
            replaced[0] = Arrays.equals(old, expected);
            return replaced[0] ? content.clone() : old;
        });
        return replaced[0];
    }

    @Override
    public CommandResult run(Command command, Consumer<String> output) {
        CommandResult result = shell.apply(command);
        output.accept(result.output());
        return result;
    }

    private String prefix(String directory) {
        String inside = inside(directory);
        if (!isDirectory(inside)) {
            throw new FileUnavailableException(directory + " is no directory", null);
        }
        return inside.isEmpty() ? "" : inside + "/";
    }

    private boolean isDirectory(String inside) {
        return inside.isEmpty() || files.keySet().stream().anyMatch(path -> path.startsWith(inside + "/"));
    }

    private String inside(String path) {
        if (path.startsWith("/") || List.of(path.split("/")).contains("..")) {
            throw new PathOutsideWorkspaceException(path + " leads outside " + root());
        }
        return path;
    }
}
