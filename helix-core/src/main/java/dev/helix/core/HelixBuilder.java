/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core;

import static java.util.Objects.requireNonNull;

import dev.helix.api.HelixHome;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.Limits;
import dev.helix.api.journal.JournalRecovery;
import dev.helix.api.journal.JournalStore;
import dev.helix.api.model.CredentialSource;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.ModelRouting;
import dev.helix.api.worktree.Reviewer;
import dev.helix.api.worktree.WorktreeServiceFactory;
import dev.helix.core.engine.ModelCatalog;
import dev.helix.core.engine.RetryPolicy;
import dev.helix.core.journal.SegmentJournals;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * A builder that puts a {@link Helix} together. Confined to one thread; {@link #build()} may be called once.
 *
 * <p>Defaults:
 *
 * <ul>
 *   <li>{@code home}: none, must be set
 *   <li>{@code engines}: none, at least one is needed
 *   <li>{@code credentials}: none found
 *   <li>{@code defaultModel}: none, then every session and task names its own
 *   <li>{@code routing}: none, then one model answers everything in a session or task
 *   <li>{@code models}: {@link ModelCatalog#standard()}
 *   <li>{@code worktrees}: none, then every checkout stays read-only
 *   <li>{@code reviewers}: only the library's own
 *   <li>{@code limits}: {@link Limits#defaults()}
 *   <li>{@code retries}: {@link RetryPolicy#defaults()}
 *   <li>{@code journals}: one log of JSON lines below the home, closed with the instance
 *   <li>{@code onRecovery}: a warning in the log only
 *   <li>{@code executor}: virtual threads where the JVM has them, daemon threads elsewhere
 *   <li>{@code clock}: the system's
 * </ul>
 */
public final class HelixBuilder {
    private Optional<HelixHome> home = Optional.empty();
    final List<EngineFactory> engines = new ArrayList<>();
    CredentialSource credentials = request -> Optional.empty();
    Optional<String> defaultModel = Optional.empty();
    ModelRouting routing = ModelRouting.none();
    ModelCatalog models = ModelCatalog.standard();
    Optional<WorktreeServiceFactory> worktrees = Optional.empty();
    final List<Reviewer> reviewers = new ArrayList<>();
    Limits limits = Limits.defaults();
    RetryPolicy retries = RetryPolicy.defaults();
    Optional<JournalStore> journals = Optional.empty();
    private Consumer<JournalRecovery> recoveries = recovery -> {};
    Optional<ExecutorService> executor = Optional.empty();
    InstantSource clock = Clock.systemUTC();
    private boolean built;

    HelixBuilder() {}

    /** Sets where the instance keeps its state. */
    public HelixBuilder home(HelixHome where) {
        this.home = Optional.of(requireNonNull(where, "where"));
        return this;
    }

    /**
     * Adds engine factories; the instance closes them when it is closed.
     *
     * @param factories each with a provider name of its own
     */
    public HelixBuilder engines(EngineFactory... factories) {
        this.engines.addAll(List.of(requireNonNull(factories, "factories")));
        return this;
    }

    /** Sets where engines find their keys, asked per session. */
    public HelixBuilder credentials(CredentialSource source) {
        this.credentials = requireNonNull(source, "source");
        return this;
    }

    /** Sets the model of sessions and tasks that name none: {@code provider:model}, or a bare name. */
    public HelixBuilder defaultModel(String name) {
        this.defaultModel = Optional.of(requireNonNull(name, "name"));
        return this;
    }

    /**
     * Sets which models answer other calls than the user's, and which stand in, for sessions and tasks without a routing of
     * their own.
     */
    public HelixBuilder routing(ModelRouting choices) {
        this.routing = requireNonNull(choices, "choices");
        return this;
    }

    /** Sets what is known of models, usually {@link ModelCatalog#standard()} with models of the host's own. */
    public HelixBuilder models(ModelCatalog catalog) {
        this.models = requireNonNull(catalog, "catalog");
        return this;
    }

    /**
     * Lets agents work on isolated branches; without it nothing is ever written.
     *
     * @param factory usually {@code GitWorktrees.create()}
     */
    public HelixBuilder worktrees(WorktreeServiceFactory factory) {
        this.worktrees = Optional.of(requireNonNull(factory, "factory"));
        return this;
    }

    /** Adds a reviewer that must agree before anything is merged, asked after the library's own and those before. */
    public HelixBuilder reviewer(Reviewer reviewer) {
        this.reviewers.add(requireNonNull(reviewer, "reviewer"));
        return this;
    }

    /** Bounds what agents may use up. */
    public HelixBuilder limits(Limits bounds) {
        this.limits = requireNonNull(bounds, "bounds");
        return this;
    }

    /** Sets how failed model calls of every engine are repeated. */
    public HelixBuilder retries(RetryPolicy policy) {
        this.retries = requireNonNull(policy, "policy");
        return this;
    }

    /** Sets where events are kept; the host closes the store after the instance. */
    public HelixBuilder journals(JournalStore store) {
        this.journals = Optional.of(requireNonNull(store, "store"));
        return this;
    }

    /**
     * Sets what hears of a journal below the home that a crash or damage left incomplete.
     *
     * @param listener called by the first session or task, on its thread, with what was cut off and set aside; never
     *     called when {@link #journals} is set
     * @return this builder
     */
    public HelixBuilder onRecovery(Consumer<JournalRecovery> listener) {
        this.recoveries = requireNonNull(listener, "listener");
        return this;
    }

    /**
     * Sets what turns, tasks and tool calls run on; the host closes it.
     *
     * @param threads must start a thread per task or have plenty: tasks block
     */
    public HelixBuilder executor(ExecutorService threads) {
        this.executor = Optional.of(requireNonNull(threads, "threads"));
        return this;
    }

    /** Sets the clock of events, commits and approvals. */
    public HelixBuilder clock(InstantSource source) {
        this.clock = requireNonNull(source, "source");
        return this;
    }

    /**
     * Puts the instance together; no model is called and no repository is touched.
     *
     * @return the instance, to be closed by the host
     * @throws IllegalStateException if it built an instance before
     * @throws InvalidRequestException if home or engines are missing, or two engines share a provider name
     * @throws dev.helix.api.model.ModelException if the default model or one of the routing is not to be had from the
     *     engines, or may be several
     */
    public Helix build() {
        if (built) {
            throw new IllegalStateException("this builder built its instance already, which closes the engines; call"
                    + " Helix.builder() again, with engine factories of its own");
        }
        home();
        if (engines.isEmpty()) {
            throw new InvalidRequestException("no engine was configured; call engines(AnthropicEngines.create())");
        }
        Helix helix = new Helix(this);
        built = true;
        return helix;
    }

    HelixHome home() {
        return home.orElseThrow(() -> new InvalidRequestException(
                "no home was set; call home(HelixHome.below(userHome)) or home(HelixHome.at(directory))"));
    }

    JournalStore ownJournals() {
        return SegmentJournals.in(home(), recoveries);
    }
}
