/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.SessionId;
import dev.helix.api.session.ResumeSpec;
import dev.helix.api.session.Session;
import dev.helix.api.session.SessionClosedException;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.Sessions;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The registry of the open sessions of one Helix instance. Thread-safe. */
public final class LocalSessions implements Sessions, AutoCloseable {
    private final SessionEnvironment environment;
    private final Map<SessionId, MailboxSession> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Starts without sessions. */
    public LocalSessions(SessionEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Session create(SessionSpec spec) {
        requireNonNull(spec, "spec");
        requireOpen();
        if (!Files.isDirectory(spec.directory())) {
            throw new InvalidRequestException(
                    "a session works in an existing directory; '" + spec.directory() + "' is none");
        }
        SessionId id = environment.ids().get();
        return opened(MailboxSession.create(id, spec, environment, ended -> open.remove(id, ended)));
    }

    @Override
    public Session resume(SessionId id, ResumeSpec spec) {
        requireNonNull(id, "id");
        requireNonNull(spec, "spec");
        requireOpen();
        return opened(MailboxSession.resume(id, spec, environment, ended -> open.remove(id, ended)));
    }

    private Session opened(MailboxSession session) {
        open.put(session.id(), session);
        // close() may have gone through the open sessions just before this one was among them.
        if (closed) {
            session.close();
        }
        return session;
    }

    private void requireOpen() {
        if (closed) {
            throw new SessionClosedException("this Helix instance is closed; build a new one");
        }
    }

    @Override
    public Optional<Session> find(SessionId id) {
        requireNonNull(id, "id");
        return Optional.ofNullable(open.get(id));
    }

    @Override
    public void close() {
        closed = true;
        List<MailboxSession> all = List.copyOf(open.values());
        // All are told first, so that they end side by side.
        all.forEach(MailboxSession::stop);
        all.forEach(MailboxSession::close);
    }
}
