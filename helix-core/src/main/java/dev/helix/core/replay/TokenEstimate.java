/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Usage;

/** An estimate of tokens where a cassette gives none: one for every four characters, rounded up. */
final class TokenEstimate {
    private TokenEstimate() {}

    static Usage of(ModelRequest request, AssistantMessage reply) {
        long input = request.system().length();
        for (Message message : request.messages()) {
            input += message instanceof AssistantMessage assistant
                    ? chars(assistant)
                    : message.text().length();
        }
        return Usage.of(tokens(input), tokens(chars(reply)));
    }

    private static long chars(AssistantMessage message) {
        return message.content().stream()
                .mapToLong(part -> {
                    if (part instanceof Text text) {
                        return text.text().length();
                    }
                    if (part instanceof Thinking thinking) {
                        return thinking.text().length();
                    }
                    return part instanceof ToolCall call
                            ? call.name().length() + call.arguments().length()
                            : 0;
                })
                .sum();
    }

    private static long tokens(long chars) {
        return (chars + 3) / 4;
    }
}
