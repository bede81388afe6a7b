/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The bytes in the files below a directory, summed without following a link. Confined to one thread. */
final class DirectorySize extends SimpleFileVisitor<Path> {
    private final long enough;
    private long bytes;

    private DirectorySize(long enough) {
        this.enough = enough;
    }

    /** Sums until there is more than enough; what cannot be read, or vanishes meanwhile, counts nothing. */
    static long of(Path directory, long enough) {
        DirectorySize size = new DirectorySize(enough);
        try {
            Files.walkFileTree(directory, size);
        } catch (IOException unreadable) {
            // The sum so far is what can be known.
        }
        return size.bytes;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        bytes += attributes.size();
        return bytes > enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException interrupted) {
        return FileVisitResult.CONTINUE;
    }
}
