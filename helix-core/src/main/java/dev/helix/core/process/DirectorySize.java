/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The bytes in the files below a directory, summed without following a link, while a command may change all of it.
 * Confined to one thread.
 */
final class DirectorySize {
    private final Deque<Path> directories = new ArrayDeque<>();
    private final long enough;
    private long bytes;

    private DirectorySize(long enough) {
        this.enough = enough;
    }

    /** Sums until there is more than enough; what cannot be read, or vanishes meanwhile, counts nothing. */
    static long of(Path directory, long enough) {
        DirectorySize size = new DirectorySize(enough);
        size.directories.add(directory);
        while (!size.directories.isEmpty() && size.bytes <= enough) {
            size.addEntries(size.directories.pop());
        }
        return size.bytes;
    }

    private void addEntries(Path directory) {
        // The dot keeps a pipe put in the directory's place from being opened, which would block for ever.
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.resolve("."))) {
            for (Path entry : entries) {
                add(directory.resolve(entry.getFileName()));
                if (bytes > enough) {
                    return;
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // The sum so far is what can be known.
        }
    }

    private void add(Path entry) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                directories.push(entry);
            } else {
                bytes += attributes.size();
            }
        } catch (IOException vanished) {
            // Counts nothing.
        }
    }
}
