/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.git;

import dev.helix.api.worktree.WorktreeStateException;
import dev.helix.core.process.RunningProcess;
import java.util.Optional;

/**
 * A ref transaction that holds a branch locked at its new value until the checkout is ready for it. Confined to one
 * thread.
 *
 * <p>While prepared, git's own lock files keep everybody else from moving the branch or the {@code HEAD} that points at
 * it. Should this process die, git sees the end of its input, removes the locks and moves nothing.
 *
 * <p>Protocol: {@code git update-ref --stdin}, commands start, update, prepare, commit, abort.
 */
public final class RefTransaction implements AutoCloseable {
    private final RunningProcess process;

    private RefTransaction(RunningProcess process) {
        this.process = process;
    }

    /**
     * Locks a ref and checks that it still has its old value.
     *
     * @param call on the git directory whose {@code HEAD} follows the ref, so that its reflog is kept too
     * @param newId what it shall point at
     * @param oldId what it must point at now
     * @return the prepared transaction; empty when the ref is locked by another process or has another value
     * @throws InterruptedException if the calling thread was interrupted; nothing is locked
     */
    public static Optional<RefTransaction> prepare(GitCall call, String ref, String newId, String oldId)
            throws InterruptedException {
        RunningProcess process = call.start("update-ref", "--stdin", "-m", "helix: merge");
        boolean prepared = false;
        try {
            process.send("start\nupdate " + ref + " " + newId + " " + oldId + "\nprepare\n");
            prepared = "start: ok".equals(process.readLine().orElse(""))
                    && "prepare: ok".equals(process.readLine().orElse(""));
        } finally {
            if (!prepared) {
                process.close();
            }
        }
        return prepared ? Optional.of(new RefTransaction(process)) : Optional.empty();
    }

    /**
     * Moves the ref; called on a thread nobody interrupts, since half an answer would leave its value unknown.
     *
     * @throws WorktreeStateException if git did not confirm it
     * @throws InterruptedException if the calling thread was interrupted all the same
     */
    public void commit() throws InterruptedException {
        process.send("commit\n");
        String answer = process.readLine().orElse("nothing");
        if (!answer.equals("commit: ok")) {
            throw new WorktreeStateException(
                    "git prepared moving the base branch but answered '" + answer
                            + "' when asked to do it; look for a full disk and merge again",
                    null);
        }
        process.await();
    }

    /** Releases the locks; the ref stays where it is unless {@link #commit} moved it. Idempotent. */
    @Override
    public void close() {
        process.close();
    }
}
