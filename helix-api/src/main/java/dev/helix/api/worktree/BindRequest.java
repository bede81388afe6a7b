/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.worktree;

import dev.helix.api.NamedParts;
import dev.helix.api.SessionId;
import java.nio.file.Path;

/** A request for a worktree. Immutable. */
public final class BindRequest extends NamedParts {
    private final SessionId session;
    private final Path projectRoot;
    private final String title;

    private BindRequest(SessionId session, Path projectRoot, String title) {
        super("session, projectRoot, title", session, projectRoot, title);
        this.session = session;
        this.projectRoot = projectRoot;
        this.title = title;
    }

    /** Creates a request. */
    public static BindRequest of(SessionId session, Path projectRoot, String title) {
        return new BindRequest(session, projectRoot, title);
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
}
