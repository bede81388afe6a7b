/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import static dev.helix.worktree.sandbox.Mount.View.HIDDEN;
import static dev.helix.worktree.sandbox.Mount.View.PRIVATE;
import static dev.helix.worktree.sandbox.Mount.View.READ_ONLY;
import static dev.helix.worktree.sandbox.Mount.View.WRITABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.worktree.sandbox.Mount.View;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MountPlanTest {
    @Test
    void theDeepestPathIsMountedLast() {
        assertThat(MountPlan.of(List.of(
                        mount("/r/.git/objects", WRITABLE), mount("/r/.git", READ_ONLY), mount("/r", WRITABLE))))
                .containsExactly(
                        mount("/r", WRITABLE), mount("/r/.git", READ_ONLY), mount("/r/.git/objects", WRITABLE));
    }

    @Test
    void readOnlyWinsOverWritableOverHidden() {
        assertThat(MountPlan.of(List.of(mount("/a", READ_ONLY), mount("/a", WRITABLE), mount("/a", HIDDEN))))
                .containsExactly(mount("/a", READ_ONLY));
        assertThat(MountPlan.of(List.of(mount("/a", HIDDEN), mount("/a", WRITABLE))))
                .containsExactly(mount("/a", WRITABLE));
    }

    @Test
    void whatIsInvisibleAnywayIsNotHidden() {
        assertThat(MountPlan.of(List.of(mount("/nowhere", HIDDEN)))).isEmpty();
        assertThat(MountPlan.of(List.of(mount("/tmp", PRIVATE), mount("/tmp/home", HIDDEN))))
                .containsExactly(mount("/tmp", PRIVATE));
        assertThat(MountPlan.of(List.of(mount("/r", READ_ONLY), mount("/r/h", HIDDEN), mount("/r/h/a", HIDDEN))))
                .containsExactly(mount("/r", READ_ONLY), mount("/r/h", HIDDEN));
    }

    @Test
    void whatABindShowsIsHiddenAgain() {
        assertThat(MountPlan.of(
                        List.of(mount("/tmp", PRIVATE), mount("/tmp/u/.ssh", HIDDEN), mount("/tmp/u", READ_ONLY))))
                .containsExactly(mount("/tmp", PRIVATE), mount("/tmp/u", READ_ONLY), mount("/tmp/u/.ssh", HIDDEN));
    }

    private static Mount mount(String path, View view) {
        return new Mount(Path.of(path), view);
    }
}
