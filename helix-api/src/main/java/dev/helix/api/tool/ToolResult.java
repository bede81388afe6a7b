/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.tool;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import dev.helix.api.message.Content;
import dev.helix.api.message.Text;
import java.util.List;
import java.util.stream.Collectors;

/** The result of a tool call. Immutable. */
public final class ToolResult extends NamedParts {
    private final List<Content> content;
    private final boolean error;
    private final boolean endsTurn;

    private ToolResult(Builder builder) {
        super("content, error, endsTurn", builder.content, builder.error, builder.endsTurn);
        this.content = builder.content;
        this.error = builder.error;
        this.endsTurn = builder.endsTurn;
    }

    /** Creates the result of a call that worked. */
    public static ToolResult of(String text) {
        return builder().text(text).build();
    }

    /**
     * Creates the result of a call that failed; the model reads why and may try something else.
     *
     * @param text what failed and the way out
     */
    public static ToolResult failed(String text) {
        return builder().text(text).error(true).build();
    }

    /** Creates a result after which the agent's turn is over; the model reads it when it is asked again. */
    public static ToolResult ending(String text) {
        return builder().text(text).endsTurn(true).build();
    }

    /** {@return a builder that holds the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds the values of this result} */
    public Builder toBuilder() {
        return builder().content(content).error(error).endsTurn(endsTurn);
    }

    /** {@return what the model gets to see, in order, possibly empty} */
    public List<Content> content() {
        return content;
    }

    /** {@return the text and the structured data of the result, one part per line, possibly empty} */
    public String text() {
        return content.stream()
                .map(Content::asText)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** {@return whether the call failed} */
    public boolean error() {
        return error;
    }

    /** {@return whether the agent's turn is over after the calls of this message} */
    public boolean endsTurn() {
        return endsTurn;
    }

    /**
     * A builder of {@link ToolResult}. Confined to one thread; reusable after {@link #build()}.
     *
     * <ul>
     *   <li>content: empty
     *   <li>error: no
     *   <li>ends turn: no
     * </ul>
     */
    public static final class Builder {
        private List<Content> content = List.of();
        private boolean error;
        private boolean endsTurn;

        private Builder() {}

        /** Sets {@link ToolResult#text()}. */
        public Builder text(String text) {
            return content(List.of(Text.of(text)));
        }

        /**
         * Sets the content: texts, images, documents and structured data; what a provider cannot take in the result of
         * a tool, its engine replaces by a note.
         *
         * @param content the parts in order
         */
        public Builder content(List<? extends Content> content) {
            this.content = List.copyOf(requireNonNull(content, "content"));
            return this;
        }

        /** Sets {@link ToolResult#error()}. */
        public Builder error(boolean error) {
            this.error = error;
            return this;
        }

        /** Sets {@link ToolResult#endsTurn()}. */
        public Builder endsTurn(boolean endsTurn) {
            this.endsTurn = endsTurn;
            return this;
        }

        /** {@return the result} */
        public ToolResult build() {
            return new ToolResult(this);
        }
    }
}
