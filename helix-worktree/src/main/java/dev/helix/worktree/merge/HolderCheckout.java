/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.merge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.helix.api.worktree.FileChange;
import dev.helix.api.worktree.FileChange.Kind;
import dev.helix.api.worktree.MergeOutcome.Obstacle;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.GitResult;
import dev.helix.worktree.merge.Landing.InTheWay;
import dev.helix.worktree.repository.Checkouts.Checkout;
import dev.helix.worktree.repository.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Is the user's checkout of the base branch while a candidate lands. Confined to one thread. */
final class HolderCheckout {
    private static final Logger log = LoggerFactory.getLogger(HolderCheckout.class);

    private final GitRepository repository;
    private final Checkout checkout;
    private final Candidate candidate;

    HolderCheckout(GitRepository repository, Checkout checkout, Candidate candidate) {
        this.repository = repository;
        this.checkout = checkout;
        this.candidate = candidate;
    }

    /** Advances index and files to the candidate, or says what is in the way with nothing changed. */
    Optional<InTheWay> advance() throws InterruptedException {
        GitCall call = repository.callIn(checkout.gitDir(), checkout.root());
        Optional<InTheWay> obstacle = obstacle(call);
        if (obstacle.isPresent()) {
            return obstacle;
        }
        // Files touched but not changed would count as changed below.
        call.run("update-index", "-q", "--refresh");
        if (!readTree(call, "-n").ok()) {
            return Optional.of(dirty(List.of(), "git would not update it"));
        }
        GitResult updated = readTree(call);
        if (updated.ok()) {
            return Optional.empty();
        }
        restore(call);
        return Optional.of(dirty(List.of(), "git failed to update it: " + updated.complaint()));
    }

    /** Returns to the base after a move of the branch that failed. */
    void takeBack() throws InterruptedException {
        GitCall call = repository.callIn(checkout.gitDir(), checkout.root());
        call.run(
                        "read-tree",
                        "-m",
                        "-u",
                        candidate.commit().value(),
                        candidate.base().value())
                .require("take the checkout " + checkout.root() + " back to " + candidate.base());
    }

    private GitResult readTree(GitCall call, String... options) throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("read-tree", "-m", "-u"));
        line.addAll(List.of(options));
        line.add(candidate.base().value());
        line.add(candidate.commit().value());
        return call.run(line.toArray(String[]::new));
    }

    private Optional<InTheWay> obstacle(GitCall call) throws InterruptedException {
        Optional<InTheWay> operation = Operations.in(checkout);
        if (operation.isPresent()) {
            return operation;
        }
        GitResult head = call.run("symbolic-ref", "-q", "HEAD");
        if (!head.text().equals(repository.facts().baseRef())) {
            return Optional.of(InTheWay.of(
                    Obstacle.OPERATION_IN_PROGRESS,
                    checkout.root() + " switches branches at this moment; merge again",
                    List.of()));
        }
        List<String> changed = changed(call);
        if (!changed.isEmpty()) {
            return Optional.of(dirty(changed, "it has changes of its own"));
        }
        List<String> strangers = new Strangers(repository.objects(), checkout.root(), candidate).inTheWay();
        return strangers.isEmpty() ? Optional.empty() : Optional.of(blocked(strangers));
    }

    /** Lists tracked files that differ from the index or whose index entry differs from the base. */
    private List<String> changed(GitCall call) throws InterruptedException {
        List<String> fields = call.run("status", "--porcelain=v1", "-z", "-uno", "--no-renames")
                .require("read the status of " + checkout.root())
                .fields();
        return fields.stream().map(entry -> entry.substring(3)).sorted().toList();
    }

    /**
     * Puts back what an update that broke off half way (a full disk, say) may have changed. The index still is the
     * base's, the checkout was clean, and paths the candidate adds were free a moment ago.
     */
    void restore(GitCall call) throws InterruptedException {
        List<String> old = new ArrayList<>();
        for (FileChange change : candidate.changes()) {
            if (change.kind() == Kind.ADDED) {
                remove(checkout.root().resolve(change.path()));
            } else {
                old.add(change.path());
            }
        }
        String paths = old.stream().map(path -> path + "\0").collect(Collectors.joining());
        GitResult result = call.input(paths.getBytes(UTF_8)).run("checkout-index", "-q", "-f", "-u", "-z", "--stdin");
        if (!result.ok()) {
            log.error(
                    "The checkout {} could not be put back after a failed update; run 'git checkout -f' there: {}",
                    checkout.root(),
                    result.complaint());
        }
    }

    private void remove(Path added) {
        try {
            Files.deleteIfExists(added);
            Path folder = added.getParent();
            while (folder != null && !folder.equals(checkout.root())) {
                Files.deleteIfExists(folder);
                folder = folder.getParent();
            }
        } catch (IOException occupied) {
            // A folder with other files stays.
        }
    }

    private InTheWay dirty(List<String> paths, String why) {
        return InTheWay.of(
                Obstacle.CHECKOUT_DIRTY,
                checkout.root() + " cannot be advanced: " + why + "; commit or stash there, then merge again",
                paths);
    }

    private InTheWay blocked(List<String> paths) {
        return InTheWay.of(
                Obstacle.UNTRACKED_IN_THE_WAY,
                "the merge adds " + paths.size() + " paths at which " + checkout.root()
                        + " has untracked or ignored files, which would be lost; move them away, then merge again",
                paths);
    }
}
