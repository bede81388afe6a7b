/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixHome;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.worktree.WorktreeService;
import dev.helix.api.worktree.WorktreeServiceFactory;
import dev.helix.core.process.ProcessRunner;
import dev.helix.core.process.ProgramLookup;
import dev.helix.worktree.repository.Identity;
import dev.helix.worktree.sandbox.BubblewrapSandbox;
import dev.helix.worktree.sandbox.CacheKind;
import dev.helix.worktree.sandbox.HostEnvironment;
import dev.helix.worktree.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A factory of the service that gives sessions isolated worktrees of git repositories, merged only after review and
 * checks.
 *
 * <p>Uses the git command line, 2.38 or newer, for everything that changes a repository, and JGit to read objects. No
 * hook, filter program or file system monitor runs in any of it. Immutable.
 *
 * <p>Not supported yet, and refused when bound: submodules, filter programs (Git LFS), sparse checkouts, partial clones,
 * split indexes, settings per worktree, reftable and SHA-256 repositories.
 */
public final class GitWorktrees implements WorktreeServiceFactory {
    private final CommandIsolation commands;
    private final String git;
    private final Optional<Identity> author;
    private final SandboxOptions sandbox;

    private GitWorktrees(Builder builder) {
        this.commands = builder.commands;
        this.git = builder.git;
        this.author = builder.author;
        this.sandbox = new SandboxOptions(builder.readable, kinds(builder.caches), builder.controlGroup);
    }

    /** {@return a factory with all defaults of {@link Builder}: commands sandboxed or refused} */
    public static GitWorktrees create() {
        return builder().build();
    }

    /** Starts configuring. */
    public static Builder builder() {
        return new Builder();
    }

    /** Tries to run a sandboxed command; says why that cannot be done, and the way out, empty if it can. */
    public static Optional<String> sandboxProblem(HelixHome home) {
        requireNonNull(home, "home");
        try (ProcessRunner processes = new ProcessRunner()) {
            return new BubblewrapSandbox(
                            processes, home, HostEnvironment.current(), SandboxOptions.DEFAULTS, Limits.defaults())
                    .probe();
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws GitUnavailableException if git is missing or too old
     */
    @Override
    public WorktreeService open(HelixHome home, InstantSource clock) {
        return open(requireNonNull(home, "home"), requireNonNull(clock, "clock"), Limits.defaults());
    }

    /**
     * {@inheritDoc}
     *
     * @throws GitUnavailableException if git is missing or too old
     */
    @Override
    public WorktreeService open(HelixHome home, InstantSource clock, Limits limits) {
        return new ServiceAssembly(
                        commands, ProgramLookup.resolve(git), author, sandbox, requireNonNull(limits, "limits"))
                .open(requireNonNull(home, "home"), requireNonNull(clock, "clock"));
    }

    private static Set<CacheKind> kinds(Set<BuildCache> caches) {
        return caches.stream()
                .map(cache -> switch (cache) {
                    case MAVEN -> CacheKind.MAVEN;
                    case NPM -> CacheKind.NPM;
                    case CARGO -> CacheKind.CARGO;
                    case GRADLE -> CacheKind.GRADLE;
                    case GO -> CacheKind.GO;
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A builder that collects the choices of a host. Confined to one thread.
     *
     * <ul>
     *   <li>commands: {@link CommandIsolation#SANDBOXED}
     *   <li>git: the program of that name in PATH
     *   <li>author: the user configured in git for the repository, else a Helix identity
     *   <li>readable: nothing beyond the system, the toolchains in PATH and JAVA_HOME, the checkout and the worktree
     *   <li>build caches: all of {@link BuildCache}
     *   <li>control group: none, limits are kept by looking at the processes several times a second
     * </ul>
     */
    public static final class Builder {
        private CommandIsolation commands = CommandIsolation.SANDBOXED;
        private String git = "git";
        private Optional<Identity> author = Optional.empty();
        private List<Path> readable = List.of();
        private Set<BuildCache> caches = EnumSet.allOf(BuildCache.class);
        private Optional<Path> controlGroup = Optional.empty();

        private Builder() {}

        /** Chooses how the commands of agents are held. */
        public Builder commands(CommandIsolation isolation) {
            this.commands = requireNonNull(isolation, "isolation");
            return this;
        }

        /** Names the git program, an executable file. */
        public Builder git(Path program) {
            this.git = requireNonNull(program, "program").toAbsolutePath().toString();
            return this;
        }

        /**
         * Names who makes the library's commits.
         *
         * @param name not blank, on one line, without angle brackets
         * @param email not blank, on one line, without angle brackets
         * @throws InvalidRequestException if git could not store a value
         */
        public Builder author(String name, String email) {
            requireNonNull(email, "email");
            requireStorable("name", requireNonNull(name, "name"));
            requireStorable("email", email);
            this.author = Optional.of(new Identity(name, email));
            return this;
        }

        /**
         * Shows sandboxed commands more of the host, read-only. What an agent reads goes to the model's provider; of a
         * home directory, well-known places of keys and passwords stay hidden as far as they exist when a command starts.
         *
         * @param paths existing files and directories; replaces what was named before
         * @throws InvalidRequestException if one does not exist
         */
        public Builder readable(Path... paths) {
            this.readable =
                    Stream.of(requireNonNull(paths, "paths")).map(Builder::real).toList();
            return this;
        }

        /** Chooses the build caches that sandboxed commands can read, none to hide them all. */
        public Builder buildCaches(BuildCache... shown) {
            this.caches = Set.of(requireNonNull(shown, "shown"));
            return this;
        }

        /**
         * Has the kernel keep the limits on memory and processes of sandboxed commands, each in a control group of its
         * own. The host's process is never moved.
         *
         * @param directory a directory of the version 2 cgroup file system that delegates the controllers {@code memory}
         *     and {@code pids} and in which this user may make directories
         * @throws InvalidRequestException if it does not exist
         */
        public Builder controlGroup(Path directory) {
            this.controlGroup = Optional.of(real(requireNonNull(directory, "directory")));
            return this;
        }

        private static Path real(Path path) {
            try {
                return path.toRealPath();
            } catch (IOException e) {
                throw new InvalidRequestException(
                        path + " does not exist or cannot be resolved; name an existing path");
            }
        }

        private static void requireStorable(String what, String value) {
            if (value.isBlank() || value.matches("(?s).*[<>\\p{Cntrl}].*")) {
                throw new InvalidRequestException("the author's " + what + " '" + value
                        + "' must not be blank nor hold angle brackets or control characters");
            }
        }

        /** Builds the factory. */
        public GitWorktrees build() {
            return new GitWorktrees(this);
        }
    }
}
