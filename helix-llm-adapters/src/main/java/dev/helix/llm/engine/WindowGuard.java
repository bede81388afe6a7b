/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ContextExceededException;
import dev.helix.api.tool.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A guard against servers that cut a prompt which is longer than the context window and say nothing, as Ollama and Z.ai
 * were seen to do: where the window is known, what cannot fit by a low estimate is not sent.
 */
final class WindowGuard {
    /** Few texts of any language or program have more bytes per token. */
    private static final int BYTES_PER_TOKEN = 6;

    private static final int TOKENS_PER_IMAGE = 256;

    private WindowGuard() {}

    /**
     * Checks a call.
     *
     * @throws ContextExceededException if the conversation cannot fit
     */
    static void check(EngineCall call) {
        call.profile().windowTokens().ifPresent(window -> {
            long tokens = tokens(call);
            if (tokens > window) {
                throw new ContextExceededException("the conversation has at least " + tokens
                        + " tokens, the context window of '" + call.self().endpoint() + ":"
                        + call.self().model() + "' " + window
                        + ", and the server might cut it silently; shorten the conversation, or set a larger window"
                        + " (contextTokens of Ollama, windowTokens of the profile)");
            }
        });
    }

    private static long tokens(EngineCall call) {
        long bytes = 0;
        long images = 0;
        for (Message message : call.history().messages()) {
            List<Content> parts = parts(message);
            bytes += parts.isEmpty() ? bytes(message.text()) : 0;
            for (Content part : parts) {
                images += part instanceof Image ? 1 : 0;
                bytes += bytes(part instanceof ToolCall made ? made.name() + made.arguments() : part.asText());
            }
        }
        for (ToolSpec tool : call.history().tools()) {
            bytes += bytes(tool.name() + tool.description() + tool.inputSchema());
        }
        return bytes / BYTES_PER_TOKEN + images * TOKENS_PER_IMAGE;
    }

    private static List<Content> parts(Message message) {
        if (message instanceof UserMessage user) {
            return user.content();
        }
        if (message instanceof AssistantMessage assistant) {
            return assistant.content();
        }
        return message instanceof ToolMessage result ? result.content() : List.of();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
