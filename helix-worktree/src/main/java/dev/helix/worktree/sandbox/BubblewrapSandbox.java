/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.api.workspace.CommandRefusedException;
import dev.helix.api.workspace.Isolation;
import dev.helix.core.process.ProcessResult;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProcessSpec;
import dev.helix.core.process.ProcessStartException;
import dev.helix.worktree.sandbox.Mount.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox that confines commands with bubblewrap: an empty root in which only listed parts of the host show,
 * read-only; private temporary and home directories; own process, network and user namespaces; no capability; a system
 * call filter; limits on memory, processes, processor time and disk.
 *
 * <p>The boundary is tried once before the first command; where it cannot be put up, every command is refused. A command
 * and everything it started end together. Thread-safe.
 *
 * <p>Not held: named pipes of the host at visible paths that its user may write to, and what use of resources comes and
 * goes between two looks where no control group is named.
 */
public final class BubblewrapSandbox implements CommandSandbox {
    private static final Duration TRIAL_LIMIT = Duration.ofSeconds(20);
    private static final Path SETTINGS = Path.of("/etc");
    /** {@code ulimit -f} counts blocks of this size in every POSIX shell. */
    private static final int BLOCK_BYTES = 512;
    /**
     * Limits the size of a file, enters the control group, if any, and opens arguments and filter as descriptors 8 and
     * 9, single digits being all a plain shell can redirect. Lets the runner's marker through, by which it finds what a
     * command leaves behind until the kernel has ended it. Arguments travel in a file, because everybody may read the
     * command line of a process.
     */
    private static final String START = "blocks=$1; group=$2; bwrap=$3; arguments=$4; filter=$5; shift 5;"
            + " ulimit -f \"$blocks\" 2>/dev/null; test -z \"$group\" || echo $$ >\"$group\" || exit 126;"
            + " exec \"$bwrap\" --args 8 --seccomp 9 --setenv " + ProcessRunner.MARKER + " \"$" + ProcessRunner.MARKER
            + "\" -- \"$@\" 8<\"$arguments\" 9<\"$filter\"";

    private final ProcessRunner runner;
    private final HelixHome home;
    private final HostEnvironment host;
    private final SandboxOptions options;
    private final Limits limits;
    private volatile @Nullable Boundary ready;

    /** What is needed to put the boundary up, found once. */
    private record Boundary(
            Path bwrap,
            Path filter,
            Path emptyFile,
            SandboxFiles files,
            List<Mount> base,
            HostView view,
            boolean boundsPrivate) {
        Boundary withoutSizes() {
            return new Boundary(bwrap, filter, emptyFile, files, base, view, false);
        }
    }

    /**
     * Creates the sandbox; nothing is started or written yet.
     *
     * @param runner starts the trial
     * @param home keeps the filter, and is hidden from every command except for what a layout names
     * @param host whose programs are shown and whose secrets are hidden
     * @param limits what one command may use
     */
    public BubblewrapSandbox(
            ProcessRunner runner, HelixHome home, HostEnvironment host, SandboxOptions options, Limits limits) {
        this.runner = runner;
        this.home = home;
        this.host = host;
        this.options = options;
        this.limits = limits;
    }

    @Override
    public Isolation isolation() {
        return Isolation.SANDBOX;
    }

    @Override
    public CommandSandbox within(Limits other) {
        BubblewrapSandbox sandbox = new BubblewrapSandbox(runner, home, host, options, other);
        sandbox.ready = ready;
        return sandbox;
    }

    /** Really runs a command behind the boundary, once; says why not, and the way out, if that cannot be done. */
    public Optional<String> probe() {
        try {
            boundary();
            return Optional.empty();
        } catch (CommandRefusedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public ProcessSpec.Builder prepare(SandboxLayout layout, List<String> argv) {
        return prepare(boundary(), layout, argv);
    }

    /**
     * Writes the arguments of bubblewrap for a layout, as the benchmark of the boundary alone needs them.
     *
     * @return arguments, each ended by a NUL
     * @throws CommandRefusedException as {@link #prepare} does
     */
    public byte[] arguments(SandboxLayout layout) {
        return arguments(boundary(), layout);
    }

    private Boundary boundary() {
        Boundary known = ready;
        if (known == null) {
            // Two threads may try at once: the same harmless command twice.
            known = working(find());
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
                        "the program bwrap is missing; install it, for example with `apt install bubblewrap`", null));
        try {
            SandboxFiles files = SandboxFiles.in(home.root().resolve("sandbox"));
            Path filter = files.keep(
                    "deny-" + architecture.name().toLowerCase(Locale.ROOT) + ".bpf",
                    SeccompFilter.compile(architecture));
            HostView view = HostView.of(host, options);
            List<Mount> base = new ArrayList<>(view.mounts());
            base.add(new Mount(SystemSettings.copy(SETTINGS, files.directory()), SETTINGS, View.READ_ONLY));
            SystemSettings.SHOWN.stream()
                    .map(SETTINGS::resolve)
                    .filter(Files::isDirectory)
                    .forEach(path -> base.add(new Mount(path, View.READ_ONLY)));
            base.add(new Mount(home.root().toRealPath(), View.HIDDEN));
            return new Boundary(bwrap, filter, files.keep("empty", new byte[0]), files, List.copyOf(base), view, true);
        } catch (IOException e) {
            throw refused(e.getMessage() + "; check the rights on the Helix home", e);
        }
    }

    /** Tries the boundary out; bubblewrap before 0.7 cannot bound private directories. */
    private Boundary working(Boundary wanted) {
        ProcessResult result = trial(wanted);
        Boundary tried = wanted;
        if (!result.succeeded() && result.stdout().text().contains("--size")) {
            tried = wanted.withoutSizes();
            result = trial(tried);
        }
        if (!result.succeeded()) {
            throw refused(
                    "bwrap ended with status " + result.exitCode() + " and said: "
                            + result.stdout().text().strip() + "; let this user create namespaces",
                    null);
        }
        return tried;
    }

    private ProcessResult trial(Boundary boundary) {
        SandboxLayout nothing = new SandboxLayout(Path.of("/"), List.of(), List.of(), List.of(), Map.of());
        ProcessSpec trial = prepare(boundary, nothing, List.of("true"))
                .timeLimit(TRIAL_LIMIT)
                .mergeErrors()
                .build();
        try {
            return runner.run(trial);
        } catch (ProcessStartException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("the thread was interrupted while the sandbox was tried; ask again", e);
        }
    }

    private ProcessSpec.Builder prepare(Boundary boundary, SandboxLayout layout, List<String> argv) {
        byte[] arguments = arguments(boundary, layout);
        try {
            Optional<ControlGroup> group = group();
            Path file = boundary.files().forOnce(arguments);
            List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", START, "helix-sandbox"));
            line.add(Long.toString(limits.commandFileBytes() / BLOCK_BYTES));
            line.add(group.map(entered -> entered.entrance().toString()).orElse(""));
            line.addAll(List.of(
                    boundary.bwrap().toString(),
                    file.toString(),
                    boundary.filter().toString()));
            line.addAll(argv);
            // bwrap makes the session; variables of the layout are for the inside alone.
            return ProcessSpec.in(Path.of("/"), line)
                    .keepSession()
                    .resources(CommandLimits.of(limits, layout))
                    .whenEnded(() -> {
                        file.toFile().delete();
                        return group.flatMap(ControlGroup::end);
                    });
        } catch (IOException e) {
            throw refused("the command could not be prepared (" + e.getMessage() + "); check the Helix home", e);
        }
    }

    private Optional<ControlGroup> group() throws IOException {
        Optional<Path> parent = options.controlGroup();
        return parent.isEmpty() ? Optional.empty() : Optional.of(ControlGroup.below(parent.get(), limits));
    }

    private byte[] arguments(Boundary boundary, SandboxLayout layout) {
        OptionalLong privateBytes =
                boundary.boundsPrivate() ? OptionalLong.of(limits.commandTemporaryBytes()) : OptionalLong.empty();
        BubblewrapArguments arguments = new BubblewrapArguments(boundary.emptyFile(), privateBytes);
        boundary.view().links().forEach(arguments::link);
        MountPlan.of(mounts(boundary, layout)).forEach(arguments::mount);
        arguments.environment(SandboxEnvironment.of(boundary.view().variables(), layout.environment()));
        arguments.workingDirectory(layout.workingDirectory());
        return arguments.bytes();
    }

    private List<Mount> mounts(Boundary boundary, SandboxLayout layout) {
        List<Mount> mounts = new ArrayList<>(boundary.base());
        layout.hidden().forEach(path -> mounts.add(new Mount(requireReal(path), View.HIDDEN)));
        layout.writable().forEach(path -> mounts.add(new Mount(requireReal(path), View.WRITABLE)));
        layout.readOnly().forEach(path -> mounts.add(new Mount(requireReal(path), View.READ_ONLY)));
        List<Path> shown =
                mounts.stream().filter(Mount::showsHost).map(Mount::path).toList();
        CredentialPaths.within(host.homes(), shown).forEach(path -> mounts.add(new Mount(path, View.HIDDEN)));
        return mounts;
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
