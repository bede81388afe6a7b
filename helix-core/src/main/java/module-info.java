/* SPDX-License-Identifier: Apache-2.0 */
import org.jspecify.annotations.NullMarked;

/** Sessions, agent loop, tools, Manager Mode and journal. */
@NullMarked
@SuppressWarnings("module") // the siblings named below are built after this module
module dev.helix.core {
    requires transitive dev.helix.api;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports dev.helix.core;
    exports dev.helix.core.engine;
    exports dev.helix.core.journal;
    exports dev.helix.core.projection;
    exports dev.helix.core.tool;
    exports dev.helix.core.json to
            dev.helix.llm,
            dev.helix.worktree;
    exports dev.helix.core.lock to
            dev.helix.worktree;
    exports dev.helix.core.process to
            dev.helix.llm,
            dev.helix.vm,
            dev.helix.worktree;
    exports dev.helix.core.workspace to
            dev.helix.worktree;
}
