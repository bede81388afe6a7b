/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The description of a process to start. Immutable; made by {@link #in}.
 *
 * <p>The process sees no variable of the host but the ones {@link CleanEnvironment} lets through, plus those named
 * here.
 */
public final class ProcessSpec {
    private final List<String> argv;
    private final Path directory;
    private final Map<String, String> environment;
    private final byte @Nullable [] input;
    private final Duration timeLimit;
    private final int outputLimitBytes;
    private final boolean mergeErrors;
    private final boolean ownSession;
    private final @Nullable ResourceLimits resources;
    private final Supplier<Optional<String>> whenEnded;

    private ProcessSpec(Builder builder) {
        this.argv = builder.argv;
        this.directory = builder.directory;
        this.environment = Map.copyOf(builder.environment);
        this.input = builder.input;
        this.timeLimit = builder.timeLimit;
        this.outputLimitBytes = builder.outputLimitBytes;
        this.mergeErrors = builder.mergeErrors;
        this.ownSession = builder.ownSession;
        this.resources = builder.resources;
        this.whenEnded = builder.whenEnded;
    }

    /**
     * Starts describing a process.
     *
     * @param argv program (looked up in PATH unless it holds a slash) and arguments
     * @throws IllegalArgumentException if the vector is empty or an argument holds a NUL character
     */
    public static Builder in(Path directory, List<String> argv) {
        return new Builder(directory, argv);
    }

    /**
     * Starts describing a process.
     *
     * @param argv program (looked up in PATH unless it holds a slash) and arguments
     * @throws IllegalArgumentException if the vector is empty or an argument holds a NUL character
     */
    public static Builder in(Path directory, String... argv) {
        return new Builder(directory, List.of(argv));
    }

    List<String> argv() {
        return argv;
    }

    Path directory() {
        return directory;
    }

    Map<String, String> environment() {
        return environment;
    }

    byte @Nullable [] input() {
        return input;
    }

    Duration timeLimit() {
        return timeLimit;
    }

    int outputLimitBytes() {
        return outputLimitBytes;
    }

    boolean mergeErrors() {
        return mergeErrors;
    }

    boolean ownSession() {
        return ownSession;
    }

    @Nullable
    ResourceLimits resources() {
        return resources;
    }

    /** Does what is to be done in the end; says which limit ended the process, if that knows of one. */
    Optional<String> ended() {
        return whenEnded.get();
    }

    /**
     * A builder that collects the parts of a {@link ProcessSpec}. Confined to one thread.
     *
     * <ul>
     *   <li>environment: nothing added
     *   <li>input: none, the process reads the null device
     *   <li>time limit: 10 minutes
     *   <li>output limit: 16 MiB per stream
     *   <li>standard error: apart from standard output
     *   <li>session: one of its own, so that it has no terminal
     *   <li>resources: unlimited
     *   <li>when ended: nothing is done
     * </ul>
     */
    public static final class Builder {
        /** A century, whose nanoseconds still fit in a long. */
        private static final Duration LONGEST = Duration.ofDays(36_500);

        private final List<String> argv;
        private final Path directory;
        private final Map<String, String> environment = new HashMap<>();
        private byte @Nullable [] input;
        private Duration timeLimit = Duration.ofMinutes(10);
        private int outputLimitBytes = 16 * 1024 * 1024;
        private boolean mergeErrors;
        private boolean ownSession = true;
        private @Nullable ResourceLimits resources;
        private Supplier<Optional<String>> whenEnded = Optional::empty;

        private Builder(Path directory, List<String> argv) {
            this.directory = directory;
            this.argv = List.copyOf(argv);
            if (this.argv.isEmpty() || this.argv.get(0).isEmpty()) {
                throw new IllegalArgumentException("argv needs a program to run, was " + argv);
            }
            if (this.argv.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
                throw new IllegalArgumentException("no argument may hold a NUL character");
            }
        }

        /** Adds variables, replacing inherited ones of the same name. */
        public Builder environment(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /** Adds a variable, replacing an inherited one of the same name. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /**
         * Sets what the process reads from standard input before it sees the end; ignored by {@link
         * ProcessRunner#start}.
         */
        public Builder input(byte[] bytes) {
            this.input = bytes.clone();
            return this;
        }

        /**
         * Sets after which time the whole process tree is ended.
         *
         * @param limit positive; more than a century counts as one
         * @throws IllegalArgumentException if not positive
         */
        public Builder timeLimit(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("timeLimit must be positive, was " + limit);
            }
            this.timeLimit = limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
            return this;
        }

        /**
         * Sets how many bytes of each stream are kept, half of them head and half tail.
         *
         * @param limit at least 2
         * @throws IllegalArgumentException if below 2
         */
        public Builder outputLimitBytes(int limit) {
            if (limit < 2) {
                throw new IllegalArgumentException("outputLimitBytes must be at least 2, was " + limit);
            }
            this.outputLimitBytes = limit;
            return this;
        }

        /** Sends standard error where standard output goes, in order of arrival. */
        public Builder mergeErrors() {
            this.mergeErrors = true;
            return this;
        }

        /**
         * Leaves the process in the session of this JVM, which saves one program start; for programs that make a session
         * of their own, or never look for a terminal.
         */
        public Builder keepSession() {
            this.ownSession = false;
            return this;
        }

        /** Limits what the process and everything it starts may use together; passing a limit ends the whole tree. */
        public Builder resources(ResourceLimits limits) {
            this.resources = limits;
            return this;
        }

        /**
         * Sets what is done once the process and its tree are gone, or could not be started.
         *
         * @param action removes what the process needed; answers which limit ended it, if it knows of one
         */
        public Builder whenEnded(Supplier<Optional<String>> action) {
            this.whenEnded = action;
            return this;
        }

        /** Builds the description. */
        public ProcessSpec build() {
            return new ProcessSpec(this);
        }
    }
}
