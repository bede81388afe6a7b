/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import dev.helix.api.SessionId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The description of a binding. Immutable. */
public final class BindingInfo extends NamedParts {
    private final BindingId id;
    private final SessionId session;
    private final Path repository;
    private final Path worktree;
    private final String branch;
    private final String baseBranch;
    private final CommitId base;
    private final String title;

    private BindingInfo(Builder builder) {
        super(
                "id, session, repository, worktree, branch, baseBranch, base, title",
                builder.id,
                builder.session,
                builder.repository,
                builder.worktree,
                builder.branch,
                builder.baseBranch,
                builder.base,
                builder.title);
        this.id = builder.id;
        this.session = builder.session;
        this.repository = requireNonNull(builder.repository, "repository");
        this.worktree = requireNonNull(builder.worktree, "worktree");
        this.branch = requireNonNull(builder.branch, "branch");
        this.baseBranch = requireNonNull(builder.baseBranch, "baseBranch");
        this.base = requireNonNull(builder.base, "base");
        this.title = builder.title;
    }

    /** Starts a description. */
    public static Builder builder(BindingId id, SessionId session) {
        return new Builder(id, session);
    }

    /** {@return a builder that holds this description} */
    public Builder toBuilder() {
        return new Builder(id, session)
                .repository(repository)
                .worktree(worktree)
                .branch(branch)
                .baseBranch(baseBranch)
                .base(base)
                .title(title);
    }

    /** {@return the identity of the binding} */
    public BindingId id() {
        return id;
    }

    /** {@return the owning session} */
    public SessionId session() {
        return session;
    }

    /** {@return the real path of the user's checkout} */
    public Path repository() {
        return repository;
    }

    /** {@return the real path of the isolated checkout the agents work in} */
    public Path worktree() {
        return worktree;
    }

    /** {@return the short name of the isolated branch, {@code aiagent/{session}/{slug}-{8 hex}}} */
    public String branch() {
        return branch;
    }

    /** {@return the short name of the branch the work will be merged into} */
    public String baseBranch() {
        return baseBranch;
    }

    /** {@return the commit the work started from} */
    public CommitId base() {
        return base;
    }

    /** {@return what the work is about, possibly empty} */
    public String title() {
        return title;
    }

    /**
     * A builder of {@link BindingInfo}. Confined to one thread.
     *
     * <ul>
     *   <li>title: empty
     *   <li>everything else must be set
     * </ul>
     */
    public static final class Builder {
        private final BindingId id;
        private final SessionId session;
        private @Nullable Path repository;
        private @Nullable Path worktree;
        private @Nullable String branch;
        private @Nullable String baseBranch;
        private @Nullable CommitId base;
        private String title = "";

        private Builder(BindingId id, SessionId session) {
            this.id = requireNonNull(id, "id");
            this.session = requireNonNull(session, "session");
        }

        /** Sets {@link BindingInfo#repository()}. */
        public Builder repository(Path repository) {
            this.repository = requireNonNull(repository, "repository");
            return this;
        }

        /** Sets {@link BindingInfo#worktree()}. */
        public Builder worktree(Path worktree) {
            this.worktree = requireNonNull(worktree, "worktree");
            return this;
        }

        /** Sets {@link BindingInfo#branch()}. */
        public Builder branch(String branch) {
            this.branch = requireNonNull(branch, "branch");
            return this;
        }

        /** Sets {@link BindingInfo#baseBranch()}. */
        public Builder baseBranch(String baseBranch) {
            this.baseBranch = requireNonNull(baseBranch, "baseBranch");
            return this;
        }

        /** Sets {@link BindingInfo#base()}. */
        public Builder base(CommitId base) {
            this.base = requireNonNull(base, "base");
            return this;
        }

        /** Sets {@link BindingInfo#title()}. */
        public Builder title(String title) {
            this.title = requireNonNull(title, "title");
            return this;
        }

        /**
         * Builds the description.
         *
         * @throws NullPointerException if a part is missing
         */
        public BindingInfo build() {
            return new BindingInfo(this);
        }
    }
}
