/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.api.HelixHome;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.Isolation;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessSpec;
import dev.helix.core.process.ProcessStartException;
import dev.helix.worktree.sandbox.Mount.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox that confines commands with bubblewrap: read-only root, private temporary directories, own process,
 * network and user namespaces, no capability, a system call filter, secrets of the home directory and the Helix home
 * out of sight.
 *
 * <p>The boundary is tried once before the first command; where it cannot be put up, every command is refused. A command
 * and everything it started end together. Thread-safe.
 *
 * <p>Not held: memory, disk and processor time; named pipes of the host at visible paths that its user may write to.
 */
public final class BubblewrapSandbox implements CommandSandbox {
    private static final Duration TRIAL_LIMIT = Duration.ofSeconds(20);
    private static final List<String> TEMPORARY = List.of("/tmp", "/var/tmp");
    /** Sockets of the host's services live here. */
    private static final String SERVICES = "/run";
    /**
     * Opens the filter as descriptor 9, the highest single digit, which is all a plain shell can redirect; and lets the
     * runner's marker through, by which it finds what a command leaves behind until the kernel has ended it.
     */
    private static final String START = "filter=$1; bwrap=$2; shift 2; exec \"$bwrap\" --seccomp 9 --clearenv --setenv "
            + ProcessRunner.MARKER + " \"$" + ProcessRunner.MARKER + "\" \"$@\" 9<\"$filter\"";

    private final ProcessRunner runner;
    private final HelixHome home;
    private final Path userHome;
    private volatile @Nullable Boundary ready;

    /** What is needed to put the boundary up, found once. */
    private record Boundary(Path bwrap, Path filter, Path emptyFile) {}

    /**
     * Creates the sandbox; nothing is started or written yet.
     *
     * @param runner starts the trial
     * @param home keeps the filter, and is hidden from every command except for what a layout names
     * @param userHome where secrets are looked for
     */
    public BubblewrapSandbox(ProcessRunner runner, HelixHome home, Path userHome) {
        this.runner = runner;
        this.home = home;
        this.userHome = userHome;
    }

    @Override
    public Isolation isolation() {
        return Isolation.SANDBOX;
    }

    /**
     * Really runs a command behind the boundary, once.
     *
     * @return empty if commands can be run; otherwise why not, and the way out
     */
    public Optional<String> probe() {
        try {
            boundary();
            return Optional.empty();
        } catch (CommandRefusedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<String> wrap(SandboxLayout layout, List<String> argv) {
        return commandLine(boundary(), layout, argv);
    }

    @Override
    public ProcessSpec.Builder prepare(SandboxLayout layout, List<String> argv) {
        // bwrap makes the session.
        return CommandSandbox.super.prepare(layout, argv).keepSession();
    }

    private Boundary boundary() {
        Boundary known = ready;
        if (known == null) {
            // Two threads may try at once: the same harmless command twice.
            known = find();
            tryOut(known);
            ready = known;
        }
        return known;
    }

    private Boundary find() {
        Architecture architecture = Architecture.named(System.getProperty("os.arch", ""))
                .orElseThrow(
                        () -> refused("no system call filter is known for " + System.getProperty("os.arch"), null));
        Path bwrap = HostPrograms.find("bwrap")
                .orElseThrow(() -> refused(
                        "the program bwrap is missing; install it, for example with " + "`apt install bubblewrap`",
                        null));
        Path directory = home.root().resolve("sandbox");
        try {
            Path filter = SandboxFiles.write(
                    directory,
                    "deny-" + architecture.name().toLowerCase(java.util.Locale.ROOT) + ".bpf",
                    SeccompFilter.compile(architecture));
            return new Boundary(bwrap, filter, SandboxFiles.write(directory, "empty", new byte[0]));
        } catch (UncheckedIOException e) {
            throw refused(e.getMessage() + "; check the rights on the Helix home", e);
        }
    }

    private void tryOut(Boundary boundary) {
        SandboxLayout nothing = new SandboxLayout(Path.of("/"), List.of(), List.of(), List.of(), Map.of());
        ProcessSpec trial = ProcessSpec.in(Path.of("/"), commandLine(boundary, nothing, List.of("true")))
                .timeLimit(TRIAL_LIMIT)
                .mergeErrors()
                .build();
        try {
            ProcessResult result = runner.run(trial);
            if (!result.succeeded()) {
                throw refused(
                        "bwrap ended with status " + result.exitCode() + " and said: "
                                + result.stdout().text().strip() + "; let this user create namespaces",
                        null);
            }
        } catch (ProcessStartException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("the thread was interrupted while the sandbox was tried; ask again", e);
        }
    }

    private List<String> commandLine(Boundary boundary, SandboxLayout layout, List<String> argv) {
        BubblewrapArguments arguments = new BubblewrapArguments(boundary.emptyFile());
        MountPlan.of(mounts(layout)).forEach(arguments::mount);
        arguments.environment(SandboxEnvironment.of(layout.environment()));
        arguments.workingDirectory(layout.workingDirectory());
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", START, "helix-sandbox"));
        line.addAll(List.of(boundary.filter().toString(), boundary.bwrap().toString()));
        line.addAll(arguments.running(argv));
        return line;
    }

    private List<Mount> mounts(SandboxLayout layout) {
        List<Mount> mounts = new ArrayList<>();
        TEMPORARY.stream().flatMap(BubblewrapSandbox::real).forEach(path -> mounts.add(new Mount(path, View.PRIVATE)));
        Stream<Path> outOfSight = Stream.concat(
                Stream.concat(real(SERVICES), real(home.root().toString())), CredentialPaths.below(userHome).stream());
        outOfSight.forEach(path -> mounts.add(new Mount(path, View.HIDDEN)));
        layout.hidden().forEach(path -> mounts.add(new Mount(requireReal(path), View.HIDDEN)));
        layout.writable().forEach(path -> mounts.add(new Mount(requireReal(path), View.WRITABLE)));
        layout.readOnly().forEach(path -> mounts.add(new Mount(requireReal(path), View.READ_ONLY)));
        return mounts;
    }

    private static Stream<Path> real(String path) {
        try {
            return Stream.of(Path.of(path).toRealPath());
        } catch (IOException missing) {
            return Stream.empty();
        }
    }

    private static Path requireReal(Path path) {
        try {
            if (path.toRealPath().equals(path)) {
                return path;
            }
        } catch (IOException e) {
            throw refused(path + " of the sandbox layout cannot be resolved; name a path that exists", e);
        }
        throw refused(path + " of the sandbox layout leads over a symbolic link; name the real path", null);
    }

    private static CommandRefusedException refused(String reason, @Nullable Throwable cause) {
        return new CommandRefusedException(
                "No command was run: " + reason + ", or choose a weaker isolation explicitly", cause);
    }
}
