/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.message.Content;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.util.List;
import java.util.Optional;

/**
 * A reply whose texts may hold placeholders.
 *
 * @param content in the order the model gave it
 * @param stop why the model stopped
 * @param usage empty when it is to be estimated
 */
record ReplyTemplate(List<Content> content, StopReason stop, Optional<Usage> usage) {
    ReplyTemplate {
        content = List.copyOf(content);
    }
}
