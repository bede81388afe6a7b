/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.message;

import dev.helix.api.NamedParts;
import java.util.List;
import java.util.stream.Collectors;

/** The answer to a tool call. Immutable. */
public final class ToolMessage extends NamedParts implements Message {
    private final String callId;
    private final String toolName;
    private final List<Content> content;
    private final boolean error;

    private ToolMessage(String callId, String toolName, List<? extends Content> content, boolean error) {
        super("callId, toolName, content, error", callId, toolName, content, error);
        this.callId = callId;
        this.toolName = toolName;
        this.content = List.copyOf(content);
        this.error = error;
    }

    /** Creates the answer to a call. */
    public static ToolMessage of(String callId, String toolName, List<? extends Content> content, boolean error) {
        return new ToolMessage(callId, toolName, content, error);
    }

    /** Creates the answer to a call that returned text. */
    public static ToolMessage of(String callId, String toolName, String text, boolean error) {
        return new ToolMessage(callId, toolName, List.of(Text.of(text)), error);
    }

    /** {@return the id of the call the message answers} */
    public String callId() {
        return callId;
    }

    /** {@return the tool's name} */
    public String toolName() {
        return toolName;
    }

    /** {@return what the tool returned, in order, possibly empty} */
    public List<Content> content() {
        return content;
    }

    /** {@return whether the call failed} */
    public boolean error() {
        return error;
    }

    /** {@return the text and the structured data of the answer, one part per line, possibly empty} */
    @Override
    public String text() {
        return content.stream()
                .map(Content::asText)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
