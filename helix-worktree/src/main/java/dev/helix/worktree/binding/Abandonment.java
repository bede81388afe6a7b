/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.SavedRef;
import dev.helix.worktree.checkout.HomeLayout;
import dev.helix.worktree.checkout.Quarantine.Inspection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of work that is not merged. It always comes to an end: what can be committed is committed and kept under a ref,
 * what cannot is moved aside, and what neither worked for stays where it is; each is said.
 *
 * <p>Confined to one thread, which holds the binding's locks.
 */
final class Abandonment {
    private static final Logger LOG = LoggerFactory.getLogger(Abandonment.class);

    private final BoundWork work;
    private final List<String> problems = new ArrayList<>();
    private boolean filesStay;
    private boolean branchStays;

    Abandonment(BoundWork work) {
        this.work = work;
    }

    /** Commits what is there, or moves it aside, and returns the commit to keep. */
    CommitId keepFiles(CommitId tip) throws InterruptedException {
        if (!work.checkout().hasFiles()) {
            problems.add("the worktree " + work.checkout().root()
                    + " was deleted by somebody, and with it whatever was not committed");
            return tip;
        }
        try {
            Inspection inspection = work.inspect(tip);
            return inspection.changes().isEmpty()
                    ? tip
                    : work.writeCommit(inspection, tip, CommitMessage.of("keep unfinished work"));
        } catch (RuntimeException uncommittable) {
            LOG.debug("{} cannot be committed", work.checkout().root(), uncommittable);
            moveAside(uncommittable);
            return tip;
        }
    }

    private void moveAside(RuntimeException reason) {
        Path root = work.checkout().root();
        Path target = work.places().kept(work.info().session(), work.info().id());
        try {
            HomeLayout.ownFolder(target.resolveSibling("."));
            work.checkout().moveFiles(target);
            problems.add("git could not commit the files of the worktree (" + reason.getMessage() + "); they are in "
                    + target + ", which an agent wrote: run no git in it");
        } catch (IOException | RuntimeException immovable) {
            filesStay = true;
            problems.add("the files of the worktree could neither be committed (" + reason.getMessage()
                    + ") nor moved aside (" + immovable.getMessage() + "); they stay in " + root);
        }
    }

    /** Saves a commit under a ref outside the branches; should that fail, the branch stays. */
    SavedRef keepCommit(CommitId tip) throws InterruptedException {
        try {
            return work.save(tip);
        } catch (RuntimeException unsaved) {
            branchStays = true;
            problems.add("the ref " + work.name().savedRef() + " could not be written (" + unsaved.getMessage()
                    + "); the branch " + work.info().branch() + " stays");
            return SavedRef.of(work.name().ref(), tip);
        }
    }

    /** Notes that somebody deleted the branch, whose last commit the library remembers. */
    void branchWasDeleted(CommitId last) {
        problems.add("the branch " + work.info().branch() + " was deleted by somebody; its last commit known here is "
                + last);
    }

    /** Removes what is not kept, and says what could not be removed. */
    List<String> cleanUp(CommitId tip) throws InterruptedException {
        try {
            problems.addAll(work.repository().locked(() -> work.remove(tip, !filesStay, !branchStays)));
        } catch (RuntimeException locked) {
            problems.add("the worktree and branch of " + work.info().branch() + " could not be removed ("
                    + locked.getMessage() + ")");
        }
        return List.copyOf(problems);
    }
}
