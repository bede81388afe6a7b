/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A workspace that holds the files and runs the commands of one execution boundary: local today, a container or VM
 * later.
 *
 * <p>Paths are relative to the root, with {@code /} between components. A path that is absolute, holds {@code ..}
 * or leads outside over a link is refused with {@link PathOutsideWorkspaceException}; every component named
 * {@code .git} is protected. Implementations are thread-safe.
 */
public interface Workspace {
    /** {@return how strongly commands are held here, the level in force} */
    Isolation isolation();

    /** {@return the root as agents see it, for messages, an absolute path in the workspace's own name space} */
    String root();

    /**
     * Looks an entry up without following a link at its end.
     *
     * @param path relative path, empty for the root
     * @return the entry, or empty when there is none
     * @throws PathOutsideWorkspaceException if the path leads outside
     */
    Optional<FileEntry> stat(String path);

    /**
     * Reads a whole file.
     *
     * @param path relative path of a regular file
     * @param limitBytes the largest file accepted
     * @return its bytes
     * @throws PathOutsideWorkspaceException if the path leads outside
     * @throws FileUnavailableException if there is no such regular file, or it is larger than the limit
     */
    byte[] read(String path, int limitBytes);

    /**
     * Lists a directory.
     *
     * @param directory relative path, empty for the root
     * @return its entries sorted by path; {@code .git} is left out
     * @throws PathOutsideWorkspaceException if the path leads outside
     * @throws FileUnavailableException if there is no such directory
     */
    List<FileEntry> list(String directory);

    /**
     * Walks all files below a directory, without following links and without {@code .git}.
     *
     * @param directory relative path, empty for the root
     * @param limit the largest number of entries returned, at least 1
     * @return files and links, sorted by path, at most {@code limit}
     * @throws PathOutsideWorkspaceException if the path leads outside
     * @throws FileUnavailableException if there is no such directory
     */
    List<FileEntry> walk(String directory, int limit);

    /**
     * Writes a whole file atomically, creating it and its parent directories as needed.
     *
     * @param path relative path
     * @param content the new bytes
     * @throws PathOutsideWorkspaceException if the path leads outside
     * @throws WriteRefusedException if the boundary does not allow this write; nothing was changed
     */
    void write(String path, byte[] content);

    /**
     * Checks whether version control leaves a file out, so that writing it delivers nothing.
     *
     * @param path relative path of a file, which need not exist
     * @return false also where there is no version control
     * @throws PathOutsideWorkspaceException if the path leads outside
     */
    default boolean isIgnored(String path) {
        return false;
    }

    /**
     * Replaces a file only if it still holds what the caller last read, so that parallel agents lose no edit.
     *
     * @param path relative path of a regular file
     * @param expected the bytes the caller read
     * @param content the new bytes
     * @return false, with nothing changed, when the file holds something else by now
     * @throws PathOutsideWorkspaceException if the path leads outside
     * @throws WriteRefusedException if the boundary does not allow this write; nothing was changed
     */
    boolean replace(String path, byte[] expected, byte[] content);

    /**
     * Runs a command at the root and blocks until its whole process tree is gone.
     *
     * @param command what to run
     * @param output hears pieces of the output as they arrive, on another thread, one at a time
     * @return how it ended
     * @throws CommandRefusedException if the boundary does not run commands, or cannot be put up; nothing was run
     * @throws InterruptedException if the calling thread was interrupted; the process tree was ended
     */
    CommandResult run(Command command, Consumer<String> output) throws InterruptedException;

    /**
     * Opens a file for reading from its beginning, however large it is.
     *
     * @param path relative path of a regular file
     * @return its bytes, to be closed by the caller
     * @throws PathOutsideWorkspaceException if the path leads outside
     * @throws FileUnavailableException if there is no such regular file
     * @throws WorkspaceUnsupportedException if this kind of workspace cannot stream files
     */
    default InputStream open(String path) {
        throw new WorkspaceUnsupportedException(
                "'" + path + "' was not opened: the workspace " + root() + " does not stream files; read it whole");
    }

    /**
     * Writes a whole file atomically from a stream, however long it is, creating it and its parent directories as needed.
     *
     * @param path relative path
     * @param content read to its end, not closed
     * @throws IOException if the stream cannot be read; nothing was changed
     * @throws PathOutsideWorkspaceException if the path leads outside
     * @throws WriteRefusedException if the boundary does not allow this write; nothing was changed
     * @throws WorkspaceUnsupportedException if this kind of workspace cannot stream files
     */
    default void write(String path, InputStream content) throws IOException {
        throw new WorkspaceUnsupportedException(
                "'" + path + "' was not written: the workspace " + root() + " does not stream files; write it whole");
    }

    /**
     * Runs a command at the root with byte streams of the caller and blocks until its whole process tree is gone. The
     * command's limit on output does not apply.
     *
     * @param command what to run
     * @param streams what it reads, and where its output goes
     * @return how it ended, with no output of its own
     * @throws CommandRefusedException if the boundary does not run commands, or cannot be put up; nothing was run
     * @throws WorkspaceUnsupportedException if this kind of workspace cannot stream to commands; nothing was run
     * @throws InterruptedException if the calling thread was interrupted; the process tree was ended
     */
    default CommandResult run(Command command, CommandStreams streams) throws InterruptedException {
        throw new WorkspaceUnsupportedException(command.argv().get(0) + " was not run: the workspace " + root()
                + " does not stream bytes to commands; run it with a listener for its output");
    }

    /**
     * Starts a command that keeps running, within the same boundary as all commands here.
     *
     * @param command what to run; its time limit is how long it may run at most
     * @return the running service, to be closed by the caller
     * @throws CommandRefusedException if the boundary does not run commands, or cannot be put up; nothing was run
     * @throws WorkspaceUnsupportedException if this kind of workspace starts no services, as none does yet
     */
    default RunningService start(Command command) {
        throw new WorkspaceUnsupportedException(command.argv().get(0) + " was not started: the workspace " + root()
                + " starts no services; run a command that ends");
    }
}
