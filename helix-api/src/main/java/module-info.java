/* SPDX-License-Identifier: Apache-2.0 */

import org.jspecify.annotations.NullMarked;

/** The contract between hosts, adapters and the library itself; it holds no logic of its own. */
@NullMarked
module dev.helix.api {
    requires static transitive org.jspecify;

    exports dev.helix.api;
    exports dev.helix.api.journal;
    exports dev.helix.api.manager;
    exports dev.helix.api.message;
    exports dev.helix.api.model;
    exports dev.helix.api.projection;
    exports dev.helix.api.scope;
    exports dev.helix.api.session;
    exports dev.helix.api.tool;
    exports dev.helix.api.workspace;
    exports dev.helix.api.worktree;
}
