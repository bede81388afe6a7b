/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.checkout;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The deletion of a folder with all it holds; links are deleted, never followed. Folders nested deeper than a path
 * can name are moved up beside the folder first.
 */
public final class Deletion extends SimpleFileVisitor<Path> {
    /** Linux takes 4,096 bytes of path, a character has up to three, and one more name must fit. */
    private static final int LONGEST_PATH = 1000;

    private final Path top;
    private final Deque<Path> open = new ArrayDeque<>();
    private int moved;

    private Deletion(Path top) {
        this.top = top;
        open.add(top);
    }

    /** Deletes a folder, which need not exist. */
    public static void of(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            new Deletion(folder).run();
        }
    }

    private void run() throws IOException {
        for (Path next = open.poll(); next != null; next = open.poll()) {
            Files.walkFileTree(next, this);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
            openUp(directory);
        }
        if (directory.toString().length() - top.toString().length() > LONGEST_PATH) {
            open.add(Files.move(directory, top.resolveSibling(top.getFileName() + ".deep-" + moved++)));
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
    }

    // A folder that cannot be listed arrives here instead of in preVisitDirectory: open it and try once more.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || Files.isReadable(file)) {
            throw failure;
        }
        openUp(file);
        Files.walkFileTree(file, this);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        Files.delete(directory);
        return FileVisitResult.CONTINUE;
    }

    static void openUp(Path directory) throws IOException {
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
