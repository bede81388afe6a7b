/* SPDX-License-Identifier: Apache-2.0 */
import org.jspecify.annotations.NullMarked;

/** Complete programs that use Helix as a host does. */
@NullMarked
module dev.helix.examples {
    requires com.fasterxml.jackson.databind;
    requires dev.helix.core;
    requires dev.helix.worktree;
    requires dev.helix.vm;
    requires dev.helix.llm;
    requires dev.helix.testkit;

    // The records of tools are read by reflection.
    opens dev.helix.examples.recipes to
            dev.helix.core;
}
