/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Thinking;
import dev.helix.api.projection.OpaqueRules;

/** A test for reasoning, shown or hidden in a provider's own block. */
final class Reasoning {
    private Reasoning() {}

    static boolean is(Content part, OpaqueRules rules) {
        return part instanceof Thinking
                || (part instanceof Opaque opaque
                        && !rules.reasoning().isEmpty()
                        && rules.reasoning()
                                .contains(OpaqueBlock.of(opaque, rules).type()));
    }
}
