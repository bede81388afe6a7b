/* SPDX-License-Identifier: Apache-2.0 */
import org.jspecify.annotations.NullMarked;

/** Virtual machines as workspaces. */
@NullMarked
module dev.helix.vm {
    requires transitive dev.helix.api;

    exports dev.helix.vm;
}
