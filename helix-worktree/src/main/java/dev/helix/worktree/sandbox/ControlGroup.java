/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.helix.api.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A group of processes whose memory and number the kernel limits, see the kernel's "Control Group v2". Confined to one
 * command.
 *
 * <p>The command's first process enters it by itself; the host's own process is never moved.
 */
final class ControlGroup {
    private static final Logger LOG = LoggerFactory.getLogger(ControlGroup.class);
    /** A group can be removed once the kernel has let go of its last process. */
    private static final int TRIES = 200;

    private final Path directory;

    private ControlGroup(Path directory) {
        this.directory = directory;
    }

    /** Makes a group below a directory in which this user may. */
    static ControlGroup below(Path parent, Limits limits) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("helix-" + UUID.randomUUID()));
        ControlGroup group = new ControlGroup(directory);
        try {
            group.set("memory.max", Long.toString(limits.commandMemoryBytes()));
            group.set("pids.max", Integer.toString(limits.commandProcesses()));
            return group;
        } catch (IOException e) {
            group.end();
            throw e;
        }
    }

    /** {@return the file to which a process writes its number to enter} */
    Path entrance() {
        return directory.resolve("cgroup.procs");
    }

    /** Ends what is left in the group and removes it; says whether the kernel ended something for want of memory. */
    Optional<String> end() {
        Optional<String> exceeded = ranOutOfMemory();
        try {
            set("cgroup.kill", "1");
        } catch (IOException before5_14) {
            // The process tree was ended by its members.
        }
        for (int i = 0; i < TRIES && !removed(); i++) {
            Thread.onSpinWait();
        }
        return exceeded;
    }

    private Optional<String> ranOutOfMemory() {
        try {
            boolean killed = Files.readAllLines(directory.resolve("memory.events"), US_ASCII).stream()
                    .anyMatch(line -> line.startsWith("oom_kill ") && !line.equals("oom_kill 0"));
            return killed ? Optional.of("memory: the kernel ended a process of the group") : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    private boolean removed() {
        try {
            Files.delete(directory);
            return true;
        } catch (NoSuchFileException gone) {
            return true;
        } catch (IOException busy) {
            LOG.debug("The control group {} is still in use", directory);
            return false;
        }
    }

    private void set(String file, String value) throws IOException {
        Files.writeString(directory.resolve(file), value, US_ASCII);
    }
}
