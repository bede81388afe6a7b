/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import dev.helix.api.SessionId;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.BindingId;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.worktree.checkout.Checkout;
import dev.helix.worktree.checkout.ConfinedGit;
import dev.helix.worktree.checkout.Deletion;
import dev.helix.worktree.checkout.HomeLayout;
import dev.helix.worktree.checkout.Quarantine;
import dev.helix.worktree.checkout.Workspaces;
import dev.helix.worktree.repository.BranchName;
import dev.helix.worktree.repository.GitRepository;
import dev.helix.worktree.repository.Repository;
import dev.helix.worktree.repository.RepositoryKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** A binder that makes branch, worktree and quarantine for a session, or nothing at all. Thread-safe. */
public final class Binder {
    private final Workspaces workspaces;
    private final ConfinedGit.Means means;
    private final Supplier<String> nonces;

    /**
     * Combines what is needed.
     *
     * @param means how git is held while it looks at them
     * @param nonces new text at each call, for branch names
     */
    public Binder(Workspaces workspaces, ConfinedGit.Means means, Supplier<String> nonces) {
        this.workspaces = workspaces;
        this.means = means;
        this.nonces = nonces;
    }

    /**
     * Binds.
     *
     * @throws WorktreeStateException if it cannot be made; what was begun is undone
     * @throws InterruptedException if the calling thread was interrupted; what was begun is undone
     */
    public GitBinding bind(BindRequest request, GitRepository repository) throws InterruptedException {
        // 32 random bits: should the name be taken all the same, git refuses and nothing happened.
        BranchName name = BranchName.of(
                request.session(), request.title(), repository.facts().root(), nonces.get());
        return repository.locked(() -> {
            Path folder = freeFolder(request.session(), repository.facts());
            try {
                return bind(request, repository, name, folder);
            } catch (WorktreeStateException e) {
                throw explain(e, request.session(), repository);
            }
        });
    }

    private GitBinding bind(BindRequest request, GitRepository repository, BranchName name, Path folder)
            throws InterruptedException {
        Repository facts = repository.facts();
        boolean done = false;
        Optional<Checkout> checkout = Optional.empty();
        try {
            checkout = Optional.of(Checkout.add(repository, folder, facts.head(), Optional.of(name.branch())));
            Quarantine quarantine =
                    new Quarantine(repository, checkout.get(), means, quarantine(request.session(), facts));
            quarantine.open();
            BindingInfo info = BindingInfo.builder(new BindingId(name.leaf()), request.session())
                    .repository(facts.root())
                    .worktree(checkout.get().root())
                    .branch(name.branch())
                    .baseBranch(facts.baseBranch())
                    .base(facts.head())
                    .title(request.title())
                    .build();
            Workspaces own = request.limits().map(workspaces::within).orElse(workspaces);
            BoundWork work = new BoundWork(info, name, repository, checkout.get(), quarantine, own);
            GitBinding binding = new GitBinding(work, own.of(repository, checkout.get()), facts.head());
            done = true;
            return binding;
        } finally {
            if (!done) {
                undo(request.session(), repository, name, checkout);
            }
        }
    }

    private Path freeFolder(SessionId session, Repository facts) {
        HomeLayout places = workspaces.places();
        Path folder = places.worktree(session, RepositoryKey.of(facts.root()));
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new WorktreeStateException(
                    folder + " is left over from an earlier binding of session " + session + "; save what you need from"
                            + " it, then run 'git worktree remove --force --force' on it",
                    null);
        }
        Path parent = folder.getParent();
        if (parent != null) {
            HomeLayout.ownFolder(parent);
        }
        return folder;
    }

    private Path quarantine(SessionId session, Repository facts) {
        return workspaces.places().quarantine(session, RepositoryKey.of(facts.root()));
    }

    /** Explains a branch that git could not create: one of the user's has the name of the folder it lies in. */
    private static WorktreeStateException explain(
            WorktreeStateException failure, SessionId session, GitRepository repository) throws InterruptedException {
        String taken = BranchName.PREFIX + "/" + session;
        if (repository.tip("refs/heads/" + taken).isEmpty()) {
            return failure;
        }
        return new WorktreeStateException(
                "a branch named '" + taken + "' exists in " + repository.facts().root()
                        + ", so git cannot create branches below that name; rename it with 'git branch -m " + taken
                        + " <other>'",
                failure);
    }

    // Runs with the interrupted flag cleared, since git would otherwise not be started; restored by the exception.
    private void undo(SessionId session, GitRepository repository, BranchName name, Optional<Checkout> checkout) {
        boolean interrupted = Thread.interrupted();
        try {
            if (checkout.isPresent()) {
                checkout.get().remove();
            }
            Deletion.of(quarantine(session, repository.facts()));
            repository.delete(name.ref(), repository.facts().head());
        } catch (IOException | RuntimeException left) {
            // The failure that led here is the one to report.
        } catch (InterruptedException again) {
            interrupted = true;
        } finally {
            Path folder = workspaces
                    .places()
                    .worktree(session, RepositoryKey.of(repository.facts().root()));
            workspaces.places().removeEmptyParents(folder);
            workspaces.places().removeEmptyParents(quarantine(session, repository.facts()));
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
