/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import dev.helix.api.SessionId;
import dev.helix.api.workspace.Workspace;
import dev.helix.api.worktree.CommitId;
import dev.helix.worktree.checkout.Checkout;
import dev.helix.worktree.checkout.HomeLayout;
import dev.helix.worktree.checkout.Workspaces;
import dev.helix.worktree.repository.GitRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A factory of fresh detached checkouts of merge candidates, which also removes them. Only git itself writes them,
 * with hooks and filters off, so nothing of an agent's runs on the host. Thread-safe.
 */
public final class CandidateCheckouts {
    private static final Logger LOG = LoggerFactory.getLogger(CandidateCheckouts.class);
    private static final AtomicLong NUMBER = new AtomicLong();

    private final GitRepository repository;
    private final HomeLayout places;
    private final Workspaces workspaces;
    private final SessionId session;

    /**
     * Combines what is needed.
     *
     * @param places where candidates are checked out
     * @param session the session whose work they carry
     */
    public CandidateCheckouts(GitRepository repository, HomeLayout places, Workspaces workspaces, SessionId session) {
        this.repository = repository;
        this.places = places;
        this.workspaces = workspaces;
        this.session = session;
    }

    GitRepository repository() {
        return repository;
    }

    /** A checkout and the workspace in it. */
    record CreatedCheckout(Checkout checkout, Workspace workspace) {}

    CreatedCheckout make(CommitId commit) throws InterruptedException {
        Path folder = places.candidates(session);
        HomeLayout.ownFolder(folder);
        // Unique among processes too: two of them may work for one session after a restart.
        Path root = folder.resolve(
                commit.abbreviated() + "-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet());
        return repository.locked(() -> {
            Checkout checkout = Checkout.add(repository, root, commit, Optional.empty());
            return new CreatedCheckout(checkout, workspaces.of(repository, checkout));
        });
    }

    void remove(CreatedCheckout made) {
        try {
            made.checkout().remove();
            places.removeEmptyParents(made.checkout().root());
        } catch (IOException e) {
            LOG.warn(
                    "The checkout {} of a merge candidate could not be removed; delete it by hand",
                    made.checkout().root(),
                    e);
        }
    }
}
