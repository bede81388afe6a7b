/* SPDX-License-Identifier: Apache-2.0 */
import org.jspecify.annotations.NullMarked;

/** Contracts of Helix: what hosts call and what they may implement. */
@NullMarked
module dev.helix.api {
    requires static transitive org.jspecify;

    exports dev.helix.api;
}
