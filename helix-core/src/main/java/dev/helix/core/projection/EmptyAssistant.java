/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import java.util.List;

/** A test for assistant messages of nothing but empty text; white space, reasoning and calls count as something. */
final class EmptyAssistant {
    private EmptyAssistant() {}

    static boolean is(Message message) {
        if (!(message instanceof AssistantMessage assistant)) {
            return false;
        }
        List<Content> parts = assistant.content();
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Text text)
                    || !text.text().isEmpty()
                    || text.providerData().isPresent()) {
                return false;
            }
        }
        return true;
    }
}
