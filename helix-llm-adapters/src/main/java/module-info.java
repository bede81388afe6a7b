/* SPDX-License-Identifier: Apache-2.0 */
import org.jspecify.annotations.NullMarked;

/** Model engines, one per provider protocol. */
@NullMarked
module dev.helix.llm {
    requires transitive dev.helix.core;
    requires okhttp3;
}
