/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The means this operating system offers for starting and finding processes. */
final class Platform {
    static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    /** Whether {@code /proc} describes processes the way Linux does. */
    static final boolean LINUX_PROC = Files.isReadable(Path.of("/proc/self/stat"));

    /** The program that starts another one in a session of its own, see setsid(1). */
    static final Optional<String> SETSID = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .filter(program -> Files.isExecutable(Path.of(program)))
            .findFirst();

    private Platform() {}
}
