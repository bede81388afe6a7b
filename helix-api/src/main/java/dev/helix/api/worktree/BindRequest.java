/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import static java.util.Objects.requireNonNull;

import dev.helix.api.Limits;
import dev.helix.api.NamedParts;
import dev.helix.api.SessionId;
import java.nio.file.Path;
import java.util.Optional;

/** A request for a worktree. Immutable. */
public final class BindRequest extends NamedParts {
    private final SessionId session;
    private final Path projectRoot;
    private final String title;
    private final Optional<Limits> limits;

    private BindRequest(SessionId session, Path projectRoot, String title, Optional<Limits> limits) {
        super("session, projectRoot, title, limits", session, projectRoot, title, limits);
        this.session = session;
        this.projectRoot = projectRoot;
        this.title = title;
        this.limits = limits;
    }

    /** Creates a request with the limits of the service. */
    public static BindRequest of(SessionId session, Path projectRoot, String title) {
        return new BindRequest(session, projectRoot, title, Optional.empty());
    }

    /** {@return the same request with limits of its own, of which those on commands count} */
    public BindRequest withLimits(Limits limits) {
        return new BindRequest(session, projectRoot, title, Optional.of(requireNonNull(limits, "limits")));
    }

    /** {@return the session that will own the binding} */
    public SessionId session() {
        return session;
    }

    /** {@return any directory inside the repository's checkout} */
    public Path projectRoot() {
        return projectRoot;
    }

    /** {@return what the work is about} */
    public String title() {
        return title;
    }

    /** {@return what the commands in the worktree may use, empty for the limits of the service} */
    public Optional<Limits> limits() {
        return limits;
    }
}
