/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.lock;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A process that tells by its exit status whether it could lock a file: 0 when it could, 1 when not. */
final class LockProbe {
    private LockProbe() {}

    public static void main(String[] arguments) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
            System.exit(channel.tryLock() == null ? 1 : 0);
        }
    }
}
