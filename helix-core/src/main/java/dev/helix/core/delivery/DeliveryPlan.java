/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.delivery;

import dev.helix.api.AgentName;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.core.scope.ScopeLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The plan by which one session or task works and delivers. Immutable. */
public final class DeliveryPlan {
    final SessionId session;
    final Path directory;
    final ScopeLock scope;
    final AgentName deliverer;
    final List<List<String>> verification;
    final Map<String, String> trailers;
    final Optional<TaskId> task;
    final Supplier<Optional<String>> request;
    final Supplier<Optional<ScopeBaseline>> baseline;

    private DeliveryPlan(Builder builder) {
        this.session = builder.session;
        this.directory = builder.directory;
        this.scope = Objects.requireNonNull(builder.scope, "scope");
        this.deliverer = builder.deliverer;
        this.verification = builder.verification;
        this.trailers = builder.trailers;
        this.task = builder.task;
        this.request = builder.request;
        this.baseline = builder.baseline;
    }

    /** Starts a plan for a session that works in a directory. */
    public static Builder builder(SessionId session, Path directory) {
        return new Builder(session, directory);
    }

    /**
     * Collects the parts of a plan. Confined to one thread.
     *
     * <ul>
     *   <li>scope: must be set
     *   <li>deliverer: {@link AgentName#CODER}
     *   <li>verification, trailers: none
     *   <li>task, baseline: none, as in a plain session
     *   <li>request: none, so the merge commit is named after the binding
     * </ul>
     */
    public static final class Builder {
        private final SessionId session;
        private final Path directory;
        private @Nullable ScopeLock scope;
        private AgentName deliverer = AgentName.CODER;
        private List<List<String>> verification = List.of();
        private Map<String, String> trailers = Map.of();
        private Optional<TaskId> task = Optional.empty();
        private Supplier<Optional<String>> request = Optional::empty;
        private Supplier<Optional<ScopeBaseline>> baseline = Optional::empty;

        private Builder(SessionId session, Path directory) {
            this.session = session;
            this.directory = directory;
        }

        /** Sets which paths may be changed. */
        public Builder scope(ScopeLock lock) {
            this.scope = lock;
            return this;
        }

        /** Names the agent in whose name reviews and merges are reported. */
        public Builder deliverer(AgentName agent) {
            this.deliverer = agent;
            return this;
        }

        /** Sets the commands that must succeed on the merged tree. */
        public Builder verification(List<List<String>> commands) {
            this.verification = List.copyOf(commands);
            return this;
        }

        /** Sets extra trailers of the merge commit. */
        public Builder trailers(Map<String, String> lines) {
            this.trailers = Map.copyOf(lines);
            return this;
        }

        /** Names the managed task, and how to look up its baseline with the scope in force. */
        public Builder task(TaskId id, Supplier<ScopeBaseline> inForce) {
            this.task = Optional.of(id);
            this.baseline = () -> Optional.of(inForce.get());
            return this;
        }

        /** Sets how to look up the words of who asks for work, when it is bound; the merge commit is named after them. */
        public Builder request(Supplier<Optional<String>> words) {
            this.request = words;
            return this;
        }

        /** Builds the plan. */
        public DeliveryPlan build() {
            return new DeliveryPlan(this);
        }
    }
}
