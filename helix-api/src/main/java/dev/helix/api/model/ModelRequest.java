/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Message;
import dev.helix.api.tool.ToolSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A request for the next assistant message. Immutable.
 *
 * <p>A setting that was not made is left to the model. An engine whose protocol has no place for a setting that was
 * made refuses the request with {@link RequestRejectedException}; only {@link #cacheHints} and {@link #endUser} may be
 * ignored.
 */
public final class ModelRequest {
    private final String system;
    private final List<Message> messages;
    private final List<ToolSpec> tools;
    private final int maxOutputTokens;
    private final ToolChoice toolChoice;
    private final @Nullable Double temperature;
    private final @Nullable Reasoning reasoning;
    private final @Nullable ResponseSchema responseSchema;
    private final CacheHints cacheHints;
    private final @Nullable String endUser;

    private ModelRequest(Builder builder) {
        this.system = builder.system;
        this.messages = builder.messages;
        this.tools = builder.tools;
        this.maxOutputTokens = builder.maxOutputTokens;
        this.toolChoice = builder.toolChoice;
        this.temperature = builder.temperature;
        this.reasoning = builder.reasoning;
        this.responseSchema = builder.responseSchema;
        this.cacheHints = builder.cacheHints;
        this.endUser = builder.endUser;
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a model request needs at least one message");
        }
        if (maxOutputTokens < 1) {
            throw new IllegalArgumentException("maxOutputTokens must be at least 1, was " + maxOutputTokens);
        }
        if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature must be 0 to 2, was " + temperature);
        }
    }

    /** {@return a builder that holds the defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds the values of this request} */
    public Builder toBuilder() {
        Builder copy = builder();
        copy.system = system;
        copy.messages = messages;
        copy.tools = tools;
        copy.maxOutputTokens = maxOutputTokens;
        copy.toolChoice = toolChoice;
        copy.temperature = temperature;
        copy.reasoning = reasoning;
        copy.responseSchema = responseSchema;
        copy.cacheHints = cacheHints;
        copy.endUser = endUser;
        return copy;
    }

    /** {@return the standing instructions, possibly empty} */
    public String system() {
        return system;
    }

    /** {@return the conversation, oldest first, not empty} */
    public List<Message> messages() {
        return messages;
    }

    /** {@return the tools on offer, in a stable order, possibly empty} */
    public List<ToolSpec> tools() {
        return tools;
    }

    /** {@return the upper bound of the answer in tokens, at least 1} */
    public int maxOutputTokens() {
        return maxOutputTokens;
    }

    /** {@return the rule by which the model uses the tools} */
    public ToolChoice toolChoice() {
        return toolChoice;
    }

    /** {@return the sampling temperature, 0 to 2, or empty when it is left to the model} */
    public OptionalDouble temperature() {
        return temperature == null ? OptionalDouble.empty() : OptionalDouble.of(temperature);
    }

    /** {@return how much the model thinks, or empty when that is left to the model} */
    public Optional<Reasoning> reasoning() {
        return Optional.ofNullable(reasoning);
    }

    /** {@return the form the answer must have, or empty when it is free} */
    public Optional<ResponseSchema> responseSchema() {
        return Optional.ofNullable(responseSchema);
    }

    /** {@return the wishes about the provider's prompt cache} */
    public CacheHints cacheHints() {
        return cacheHints;
    }

    /** {@return a pseudonym of the person the request is made for, or empty} */
    public Optional<String> endUser() {
        return Optional.ofNullable(endUser);
    }

    @Override
    public String toString() {
        return "ModelRequest[" + messages.size() + " messages, " + tools.size() + " tools, at most " + maxOutputTokens
                + " tokens]";
    }

    /**
     * A builder of {@link ModelRequest}. Confined to one thread; reusable after {@link #build()}.
     *
     * <ul>
     *   <li>system: empty
     *   <li>messages: none, at least one is needed
     *   <li>tools: none
     *   <li>max output tokens: 16,384
     *   <li>tool choice: the model decides
     *   <li>temperature, reasoning, response schema: left to the model
     *   <li>cache hints: short retention, no key
     *   <li>end user: none
     * </ul>
     */
    public static final class Builder {
        private String system = "";
        private List<Message> messages = List.of();
        private List<ToolSpec> tools = List.of();
        private int maxOutputTokens = 16_384;
        private ToolChoice toolChoice = ToolChoice.auto();
        private @Nullable Double temperature;
        private @Nullable Reasoning reasoning;
        private @Nullable ResponseSchema responseSchema;
        private CacheHints cacheHints = CacheHints.retention(CacheHints.Retention.SHORT);
        private @Nullable String endUser;

        private Builder() {}

        /** Sets {@link ModelRequest#system()}. */
        public Builder system(String system) {
            this.system = requireNonNull(system, "system");
            return this;
        }

        /** Sets {@link ModelRequest#messages()}. */
        public Builder messages(List<? extends Message> messages) {
            this.messages = List.copyOf(requireNonNull(messages, "messages"));
            return this;
        }

        /** Sets {@link ModelRequest#tools()}. */
        public Builder tools(List<ToolSpec> tools) {
            this.tools = List.copyOf(requireNonNull(tools, "tools"));
            return this;
        }

        /** Sets {@link ModelRequest#maxOutputTokens()}. */
        public Builder maxOutputTokens(int maxOutputTokens) {
            this.maxOutputTokens = maxOutputTokens;
            return this;
        }

        /** Sets {@link ModelRequest#toolChoice()}. */
        public Builder toolChoice(ToolChoice toolChoice) {
            this.toolChoice = requireNonNull(toolChoice, "toolChoice");
            return this;
        }

        /** Sets {@link ModelRequest#temperature()}. */
        public Builder temperature(double temperature) {
            this.temperature = temperature;
            return this;
        }

        /** Sets {@link ModelRequest#temperature()} from 0 to 2, or empty to leave it to the model. */
        public Builder temperature(OptionalDouble temperature) {
            this.temperature =
                    requireNonNull(temperature, "temperature").isPresent() ? temperature.getAsDouble() : null;
            return this;
        }

        /** Sets {@link ModelRequest#reasoning()}. */
        public Builder reasoning(Reasoning reasoning) {
            this.reasoning = requireNonNull(reasoning, "reasoning");
            return this;
        }

        /** Sets {@link ModelRequest#reasoning()}, or empty to leave it to the model. */
        public Builder reasoning(Optional<Reasoning> reasoning) {
            this.reasoning = requireNonNull(reasoning, "reasoning").orElse(null);
            return this;
        }

        /** Sets {@link ModelRequest#responseSchema()}. */
        public Builder responseSchema(ResponseSchema responseSchema) {
            this.responseSchema = requireNonNull(responseSchema, "responseSchema");
            return this;
        }

        /** Sets {@link ModelRequest#cacheHints()}. */
        public Builder cacheHints(CacheHints cacheHints) {
            this.cacheHints = requireNonNull(cacheHints, "cacheHints");
            return this;
        }

        /** Sets a stable name that tells the provider people apart and identifies nobody outside the host. */
        public Builder endUser(String endUser) {
            this.endUser = requireNonNull(endUser, "endUser");
            return this;
        }

        /**
         * Creates the request.
         *
         * @throws IllegalArgumentException if there is no message, or a number is out of its range
         */
        public ModelRequest build() {
            return new ModelRequest(this);
        }
    }
}
