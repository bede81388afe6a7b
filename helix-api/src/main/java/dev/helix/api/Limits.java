/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The limits on what agents may use up; every limit of the library is here. Immutable.
 *
 * <p>Defaults:
 *
 * <ul>
 *   <li>{@code concurrentModelCalls}: 64, how many model calls run at the same time per provider, pauses between attempts not counted
 *   <li>{@code modelCallsPerTurn}: 80, how many model calls one turn may take
 *   <li>{@code outputTokensPerCall}: 16,384, how many tokens a model may write in one call
 *   <li>{@code toolCallsPerMessage}: 32, how many tool calls of one message are run; further ones are answered with an error
 *   <li>{@code repeatedCalls}: 6, how often in a row the same tool calls may bring the same answers before the turn is ended
 *   <li>{@code toolResultCharacters}: 40,000, how many characters of a tool's answer the model gets to read, head and tail
 *   <li>{@code sendBacksPerTask}: 4, how often the Manager sends work back before the task ends unproven
 *   <li>{@code subAgentsPerTask}: 24, how many SubAgents one task may dispatch in all
 *   <li>{@code concurrentSubAgents}: 8, how many SubAgents of one task run at the same time
 *   <li>{@code turnTime}: 1 h, how long one turn may take
 *   <li>{@code taskTime}: 4 h, how long a managed task may take in all
 *   <li>{@code commandTime}: 10 min, how long one shell command of an agent may take
 *   <li>{@code verificationTime}: 30 min, how long one verification command may take
 *   <li>{@code commandMemoryBytes}: 8 GiB, how much resident memory a command and all it started may use together, in bytes
 *   <li>{@code commandProcesses}: 2,048, how many processes and threads a command may have at the same time
 *   <li>{@code commandProcessorTime}: 2 h, how much processor time a command and all it started may use together
 *   <li>{@code commandDiskBytes}: 16 GiB, how many bytes the files of a worktree may hold while a command runs
 *   <li>{@code commandFileBytes}: 4 GiB, how large a file a command may write, in bytes
 *   <li>{@code commandTemporaryBytes}: 1 GiB, how many bytes a command may keep in each of its temporary directories, which lie in memory
 * </ul>
 */
public final class Limits extends NamedParts {
    /** A copy of the builder that made these limits; nobody else reaches it. */
    private final Builder values;

    private Limits(Builder values) {
        super(
                "concurrentModelCalls, modelCallsPerTurn, outputTokensPerCall, toolCallsPerMessage, "
                        + "repeatedCalls, toolResultCharacters, sendBacksPerTask, subAgentsPerTask, concurrentSubAgents, "
                        + "turnTime, taskTime, commandTime, verificationTime, commandMemoryBytes, "
                        + "commandProcesses, commandProcessorTime, commandDiskBytes, commandFileBytes, commandTemporaryBytes",
                values.concurrentModelCalls,
                values.modelCallsPerTurn,
                values.outputTokensPerCall,
                values.toolCallsPerMessage,
                values.repeatedCalls,
                values.toolResultCharacters,
                values.sendBacksPerTask,
                values.subAgentsPerTask,
                values.concurrentSubAgents,
                values.turnTime,
                values.taskTime,
                values.commandTime,
                values.verificationTime,
                values.commandMemoryBytes,
                values.commandProcesses,
                values.commandProcessorTime,
                values.commandDiskBytes,
                values.commandFileBytes,
                values.commandTemporaryBytes);
        this.values = values;
    }

    /** {@return the defaults} */
    public static Limits defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that starts from these limits, confined to one thread} */
    public Builder toBuilder() {
        return values.copy();
    }

    /** {@return how many model calls run at the same time per provider, pauses between attempts not counted, at least 1} */
    public int concurrentModelCalls() {
        return values.concurrentModelCalls;
    }

    /** {@return how many model calls one turn may take, at least 1} */
    public int modelCallsPerTurn() {
        return values.modelCallsPerTurn;
    }

    /** {@return how many tokens a model may write in one call, at least 1} */
    public int outputTokensPerCall() {
        return values.outputTokensPerCall;
    }

    /** {@return how many tool calls of one message are run; further ones are answered with an error, at least 1} */
    public int toolCallsPerMessage() {
        return values.toolCallsPerMessage;
    }

    /**
     * {@return how often in a row the same tool calls may bring the same answers before the turn is ended, at least
     * 2}
     */
    public int repeatedCalls() {
        return values.repeatedCalls;
    }

    /** {@return how many characters of a tool's answer the model gets to read, head and tail, at least 1,000} */
    public int toolResultCharacters() {
        return values.toolResultCharacters;
    }

    /** {@return how often the Manager sends work back before the task ends unproven, at least 0} */
    public int sendBacksPerTask() {
        return values.sendBacksPerTask;
    }

    /** {@return how many SubAgents one task may dispatch in all, at least 0} */
    public int subAgentsPerTask() {
        return values.subAgentsPerTask;
    }

    /** {@return how many SubAgents of one task run at the same time, at least 1} */
    public int concurrentSubAgents() {
        return values.concurrentSubAgents;
    }

    /** {@return how long one turn may take, positive} */
    public Duration turnTime() {
        return values.turnTime;
    }

    /** {@return how long a managed task may take in all, positive} */
    public Duration taskTime() {
        return values.taskTime;
    }

    /** {@return how long one shell command of an agent may take, positive} */
    public Duration commandTime() {
        return values.commandTime;
    }

    /** {@return how long one verification command may take, positive} */
    public Duration verificationTime() {
        return values.verificationTime;
    }

    /** {@return how much resident memory a command and all it started may use together, in bytes, at least 1,048,576} */
    public long commandMemoryBytes() {
        return values.commandMemoryBytes;
    }

    /** {@return how many processes and threads a command may have at the same time, at least 1} */
    public int commandProcesses() {
        return values.commandProcesses;
    }

    /** {@return how much processor time a command and all it started may use together, positive} */
    public Duration commandProcessorTime() {
        return values.commandProcessorTime;
    }

    /** {@return how many bytes the files of a worktree may hold while a command runs, at least 1,048,576} */
    public long commandDiskBytes() {
        return values.commandDiskBytes;
    }

    /** {@return how large a file a command may write, in bytes, at least 1,048,576} */
    public long commandFileBytes() {
        return values.commandFileBytes;
    }

    /** {@return how many bytes a command may keep in each of its temporary directories, which lie in memory, at least 1,048,576} */
    public long commandTemporaryBytes() {
        return values.commandTemporaryBytes;
    }

    /** A builder of limits. Confined to one thread. */
    public static final class Builder implements Cloneable {
        /** Below a mebibyte no program starts. */
        private static final long SMALLEST_BYTES = 1024 * 1024;

        private int concurrentModelCalls = 64;
        private int modelCallsPerTurn = 80;
        private int outputTokensPerCall = 16_384;
        private int toolCallsPerMessage = 32;
        private int repeatedCalls = 6;
        private int toolResultCharacters = 40_000;
        private int sendBacksPerTask = 4;
        private int subAgentsPerTask = 24;
        private int concurrentSubAgents = 8;
        private Duration turnTime = Duration.ofHours(1);
        private Duration taskTime = Duration.ofHours(4);
        private Duration commandTime = Duration.ofMinutes(10);
        private Duration verificationTime = Duration.ofMinutes(30);
        private long commandMemoryBytes = 8L * 1024 * 1024 * 1024;
        private int commandProcesses = 2_048;
        private Duration commandProcessorTime = Duration.ofHours(2);
        private long commandDiskBytes = 16L * 1024 * 1024 * 1024;
        private long commandFileBytes = 4L * 1024 * 1024 * 1024;
        private long commandTemporaryBytes = 1024L * 1024 * 1024;

        private Builder() {}

        /** Sets {@link Limits#concurrentModelCalls()}. */
        public Builder concurrentModelCalls(int concurrentModelCalls) {
            this.concurrentModelCalls = atLeast(1, "concurrentModelCalls", concurrentModelCalls);
            return this;
        }

        /** Sets {@link Limits#modelCallsPerTurn()}. */
        public Builder modelCallsPerTurn(int modelCallsPerTurn) {
            this.modelCallsPerTurn = atLeast(1, "modelCallsPerTurn", modelCallsPerTurn);
            return this;
        }

        /** Sets {@link Limits#outputTokensPerCall()}. */
        public Builder outputTokensPerCall(int outputTokensPerCall) {
            this.outputTokensPerCall = atLeast(1, "outputTokensPerCall", outputTokensPerCall);
            return this;
        }

        /** Sets {@link Limits#toolCallsPerMessage()}; further ones are answered with an error. */
        public Builder toolCallsPerMessage(int toolCallsPerMessage) {
            this.toolCallsPerMessage = atLeast(1, "toolCallsPerMessage", toolCallsPerMessage);
            return this;
        }

        /** Sets {@link Limits#repeatedCalls()}. */
        public Builder repeatedCalls(int repeatedCalls) {
            this.repeatedCalls = atLeast(2, "repeatedCalls", repeatedCalls);
            return this;
        }

        /** Sets {@link Limits#toolResultCharacters()}. */
        public Builder toolResultCharacters(int toolResultCharacters) {
            this.toolResultCharacters = atLeast(1000, "toolResultCharacters", toolResultCharacters);
            return this;
        }

        /** Sets {@link Limits#sendBacksPerTask()}. */
        public Builder sendBacksPerTask(int sendBacksPerTask) {
            this.sendBacksPerTask = atLeast(0, "sendBacksPerTask", sendBacksPerTask);
            return this;
        }

        /** Sets {@link Limits#subAgentsPerTask()}. */
        public Builder subAgentsPerTask(int subAgentsPerTask) {
            this.subAgentsPerTask = atLeast(0, "subAgentsPerTask", subAgentsPerTask);
            return this;
        }

        /** Sets {@link Limits#concurrentSubAgents()}. */
        public Builder concurrentSubAgents(int concurrentSubAgents) {
            this.concurrentSubAgents = atLeast(1, "concurrentSubAgents", concurrentSubAgents);
            return this;
        }

        /** Sets {@link Limits#turnTime()}. */
        public Builder turnTime(Duration turnTime) {
            this.turnTime = positive("turnTime", requireNonNull(turnTime, "turnTime"));
            return this;
        }

        /** Sets {@link Limits#taskTime()}. */
        public Builder taskTime(Duration taskTime) {
            this.taskTime = positive("taskTime", requireNonNull(taskTime, "taskTime"));
            return this;
        }

        /** Sets {@link Limits#commandTime()}. */
        public Builder commandTime(Duration commandTime) {
            this.commandTime = positive("commandTime", requireNonNull(commandTime, "commandTime"));
            return this;
        }

        /** Sets {@link Limits#verificationTime()}. */
        public Builder verificationTime(Duration verificationTime) {
            this.verificationTime = positive("verificationTime", requireNonNull(verificationTime, "verificationTime"));
            return this;
        }

        /** Sets {@link Limits#commandMemoryBytes()}. */
        public Builder commandMemoryBytes(long commandMemoryBytes) {
            this.commandMemoryBytes = atLeast(SMALLEST_BYTES, "commandMemoryBytes", commandMemoryBytes);
            return this;
        }

        /** Sets {@link Limits#commandProcesses()}. */
        public Builder commandProcesses(int commandProcesses) {
            this.commandProcesses = atLeast(1, "commandProcesses", commandProcesses);
            return this;
        }

        /** Sets {@link Limits#commandProcessorTime()}. */
        public Builder commandProcessorTime(Duration commandProcessorTime) {
            this.commandProcessorTime =
                    positive("commandProcessorTime", requireNonNull(commandProcessorTime, "commandProcessorTime"));
            return this;
        }

        /** Sets {@link Limits#commandDiskBytes()}. */
        public Builder commandDiskBytes(long commandDiskBytes) {
            this.commandDiskBytes = atLeast(SMALLEST_BYTES, "commandDiskBytes", commandDiskBytes);
            return this;
        }

        /** Sets {@link Limits#commandFileBytes()}. */
        public Builder commandFileBytes(long commandFileBytes) {
            this.commandFileBytes = atLeast(SMALLEST_BYTES, "commandFileBytes", commandFileBytes);
            return this;
        }

        /** Sets {@link Limits#commandTemporaryBytes()}. */
        public Builder commandTemporaryBytes(long commandTemporaryBytes) {
            this.commandTemporaryBytes = atLeast(SMALLEST_BYTES, "commandTemporaryBytes", commandTemporaryBytes);
            return this;
        }

        /** {@return the limits} */
        public Limits build() {
            return new Limits(copy());
        }

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static int atLeast(int least, String name, int value) {
            if (value < least) {
                throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
            }
            return value;
        }

        private static long atLeast(long least, String name, long value) {
            if (value < least) {
                throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
            }
            return value;
        }

        private static Duration positive(String name, Duration value) {
            if (requireNonNull(value, name).isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + " must be positive, was " + value);
            }
            return value;
        }
    }
}
