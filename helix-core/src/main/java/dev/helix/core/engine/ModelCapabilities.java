/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import java.util.Optional;
import java.util.OptionalInt;

/** What a model can do, as far as it is known before it is asked. Immutable. */
public final class ModelCapabilities extends NamedParts {
    private final Optional<Integer> windowTokens;
    private final Optional<Integer> maxOutputTokens;
    private final boolean tools;
    private final boolean images;
    private final boolean documents;
    private final ReasoningKind reasoning;
    private final boolean prefill;
    private final boolean structuredOutput;
    private final String source;

    /** The way in which a model can be asked to think. */
    public enum ReasoningKind {
        /** It cannot. */
        NONE,
        /** By a number of tokens. */
        BUDGET,
        /** By an effort. */
        EFFORT
    }

    private ModelCapabilities(Builder builder) {
        super(
                "windowTokens, maxOutputTokens, tools, images, documents, reasoning, prefill, structuredOutput, source",
                builder.windowTokens,
                builder.maxOutputTokens,
                builder.tools,
                builder.images,
                builder.documents,
                builder.reasoning,
                builder.prefill,
                builder.structuredOutput,
                builder.source);
        this.windowTokens = builder.windowTokens;
        this.maxOutputTokens = builder.maxOutputTokens;
        this.tools = builder.tools;
        this.images = builder.images;
        this.documents = builder.documents;
        this.reasoning = builder.reasoning;
        this.prefill = builder.prefill;
        this.structuredOutput = builder.structuredOutput;
        this.source = builder.source;
    }

    /**
     * Starts a description.
     *
     * @return a builder that holds the defaults, confined to one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return how many tokens conversation and answer may have together, at least 1, or empty when it is not known} */
    public OptionalInt windowTokens() {
        return windowTokens.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** {@return how many tokens one answer may have, at least 1, or empty when it is not known} */
    public OptionalInt maxOutputTokens() {
        return maxOutputTokens.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** {@return whether it calls tools; to one that does not, calls and results are shown as text} */
    public boolean tools() {
        return tools;
    }

    /** {@return whether it sees images} */
    public boolean images() {
        return images;
    }

    /** {@return whether it reads documents such as PDF files} */
    public boolean documents() {
        return documents;
    }

    /** {@return how it can be asked to think} */
    public ReasoningKind reasoning() {
        return reasoning;
    }

    /** {@return whether it continues a message of its own that ends the conversation} */
    public boolean prefill() {
        return prefill;
    }

    /** {@return whether its answers can be held to a schema} */
    public boolean structuredOutput() {
        return structuredOutput;
    }

    /** {@return where the figures come from} */
    public String source() {
        return source;
    }

    /**
     * A builder of descriptions. Confined to one thread.
     *
     * <ul>
     *   <li>window and output limit: not known
     *   <li>{@code tools}: yes
     *   <li>everything else: no
     *   <li>{@code source}: the host
     * </ul>
     */
    public static final class Builder {
        private Optional<Integer> windowTokens = Optional.empty();
        private Optional<Integer> maxOutputTokens = Optional.empty();
        private boolean tools = true;
        private boolean images;
        private boolean documents;
        private ReasoningKind reasoning = ReasoningKind.NONE;
        private boolean prefill;
        private boolean structuredOutput;
        private String source = "the host";

        private Builder() {}

        /** Sets {@link ModelCapabilities#windowTokens()}. */
        public Builder windowTokens(int tokens) {
            this.windowTokens = Optional.of(positive("windowTokens", tokens));
            return this;
        }

        /** Sets {@link ModelCapabilities#maxOutputTokens()}. */
        public Builder maxOutputTokens(int tokens) {
            this.maxOutputTokens = Optional.of(positive("maxOutputTokens", tokens));
            return this;
        }

        /** Sets {@link ModelCapabilities#tools()}. */
        public Builder tools(boolean tools) {
            this.tools = tools;
            return this;
        }

        /** Sets {@link ModelCapabilities#images()}. */
        public Builder images(boolean images) {
            this.images = images;
            return this;
        }

        /** Sets {@link ModelCapabilities#documents()}. */
        public Builder documents(boolean documents) {
            this.documents = documents;
            return this;
        }

        /** Sets {@link ModelCapabilities#reasoning()}. */
        public Builder reasoning(ReasoningKind reasoning) {
            this.reasoning = requireNonNull(reasoning, "reasoning");
            return this;
        }

        /** Sets {@link ModelCapabilities#prefill()}. */
        public Builder prefill(boolean prefill) {
            this.prefill = prefill;
            return this;
        }

        /** Sets {@link ModelCapabilities#structuredOutput()}. */
        public Builder structuredOutput(boolean structuredOutput) {
            this.structuredOutput = structuredOutput;
            return this;
        }

        /** Sets {@link ModelCapabilities#source()}. */
        public Builder source(String source) {
            this.source = requireNonNull(source, "source");
            return this;
        }

        /** {@return the description} */
        public ModelCapabilities build() {
            return new ModelCapabilities(this);
        }

        private static int positive(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1, was " + value);
            }
            return value;
        }
    }
}
