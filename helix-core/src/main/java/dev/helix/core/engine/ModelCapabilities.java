/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.Reasoning.Effort;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What a model can do, as far as it is known before it is asked. Immutable. */
public final class ModelCapabilities extends NamedParts {
    private final Optional<Integer> windowTokens;
    private final Optional<Integer> maxOutputTokens;
    private final boolean instructions;
    private final boolean tools;
    private final boolean forcedTools;
    private final boolean images;
    private final boolean documents;
    private final boolean temperature;
    private final ReasoningKind reasoning;
    private final boolean alwaysReasons;
    private final Set<Effort> efforts;
    private final int largestBudget;
    private final String source;

    /** The form in which a model can be asked to think. */
    public enum ReasoningKind {
        /** It cannot. */
        NONE,
        /** By a number of tokens, or by a switch. */
        BUDGET,
        /** By an effort. */
        EFFORT
    }

    private ModelCapabilities(Builder builder) {
        super(
                "windowTokens, maxOutputTokens, instructions, tools, forcedTools, images, documents, temperature,"
                        + " reasoning, alwaysReasons, efforts, largestBudget, source",
                builder.windowTokens,
                builder.maxOutputTokens,
                builder.instructions,
                builder.tools,
                builder.forcedTools,
                builder.images,
                builder.documents,
                builder.temperature,
                builder.reasoning,
                builder.alwaysReasons,
                builder.efforts,
                builder.largestBudget,
                builder.source);
        this.windowTokens = builder.windowTokens;
        this.maxOutputTokens = builder.maxOutputTokens;
        this.instructions = builder.instructions;
        this.tools = builder.tools;
        this.forcedTools = builder.forcedTools;
        this.images = builder.images;
        this.documents = builder.documents;
        this.temperature = builder.temperature;
        this.reasoning = builder.reasoning;
        this.alwaysReasons = builder.alwaysReasons;
        this.efforts = builder.efforts;
        this.largestBudget = builder.largestBudget;
        this.source = builder.source;
    }

    /** {@return a builder that holds the defaults, confined to one thread} */
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

    /** {@return whether it takes standing instructions; to one that does not, the user says them} */
    public boolean instructions() {
        return instructions;
    }

    /** {@return whether it calls tools; to one that does not, calls and results are shown as text} */
    public boolean tools() {
        return tools;
    }

    /** {@return whether it can be made to call a tool; one that cannot is left to choose} */
    public boolean forcedTools() {
        return forcedTools;
    }

    /** {@return whether it sees images} */
    public boolean images() {
        return images;
    }

    /** {@return whether it reads documents such as PDF files} */
    public boolean documents() {
        return documents;
    }

    /** {@return whether it takes a temperature; for one that does not, it is left out} */
    public boolean temperature() {
        return temperature;
    }

    /** {@return the form in which it can be asked to think} */
    public ReasoningKind reasoning() {
        return reasoning;
    }

    /** {@return whether it thinks at all times; one that does is asked for its least instead of none} */
    public boolean alwaysReasons() {
        return alwaysReasons;
    }

    /** {@return the efforts it takes, not empty; another becomes the nearest of them} */
    public Set<Effort> efforts() {
        return efforts;
    }

    /** {@return the largest budget in tokens it takes, at least 1; a larger one is held to it} */
    public int largestBudget() {
        return largestBudget;
    }

    /** {@return where the figures come from} */
    public String source() {
        return source;
    }

    /**
     * Translates how much a model shall think into what it takes.
     *
     * @param asked what the session asks for
     * @param maxOutputTokens the bound of the answer, of which a budget that nobody named leaves half
     * @return the same in the model's form, or empty when it is left to the model
     */
    Optional<Reasoning> reasoning(Reasoning asked, int maxOutputTokens) {
        if (asked.isOff() && !alwaysReasons && reasoning != ReasoningKind.NONE) {
            return Optional.of(asked);
        }
        return switch (reasoning) {
            case NONE -> Optional.empty();
            case BUDGET -> asked.isOff() ? Optional.empty() : Optional.of(budget(asked, maxOutputTokens));
            case EFFORT -> Optional.of(Reasoning.effort(nearest(asked.nearestEffort())));
        };
    }

    private Reasoning budget(Reasoning asked, int maxOutputTokens) {
        int most = asked.effort().isEmpty() ? largestBudget : Math.min(largestBudget, Math.max(1, maxOutputTokens / 2));
        return Reasoning.budget(Math.min(asked.nearestBudget(), most));
    }

    private Effort nearest(Effort asked) {
        return efforts.stream()
                .sorted()
                .min(Comparator.comparingInt(effort -> Math.abs(effort.compareTo(asked))))
                .orElseThrow();
    }

    /**
     * A builder of descriptions. Confined to one thread.
     *
     * <ul>
     *   <li>window, output limit and largest budget: not known
     *   <li>{@code instructions}, {@code tools}, {@code forcedTools}, {@code temperature}: yes
     *   <li>{@code efforts}: low, medium and high
     *   <li>everything else: no
     *   <li>{@code source}: the host
     * </ul>
     */
    public static final class Builder {
        private Optional<Integer> windowTokens = Optional.empty();
        private Optional<Integer> maxOutputTokens = Optional.empty();
        private boolean instructions = true;
        private boolean tools = true;
        private boolean forcedTools = true;
        private boolean images;
        private boolean documents;
        private boolean temperature = true;
        private ReasoningKind reasoning = ReasoningKind.NONE;
        private boolean alwaysReasons;
        private Set<Effort> efforts = Set.of(Effort.LOW, Effort.MEDIUM, Effort.HIGH);
        private int largestBudget = Integer.MAX_VALUE;
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

        /** Sets {@link ModelCapabilities#instructions()}. */
        public Builder instructions(boolean instructions) {
            this.instructions = instructions;
            return this;
        }

        /** Sets {@link ModelCapabilities#tools()}. */
        public Builder tools(boolean tools) {
            this.tools = tools;
            return this;
        }

        /** Sets {@link ModelCapabilities#forcedTools()}. */
        public Builder forcedTools(boolean forcedTools) {
            this.forcedTools = forcedTools;
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

        /** Sets {@link ModelCapabilities#temperature()}. */
        public Builder temperature(boolean temperature) {
            this.temperature = temperature;
            return this;
        }

        /** Sets {@link ModelCapabilities#reasoning()}. */
        public Builder reasoning(ReasoningKind reasoning) {
            this.reasoning = requireNonNull(reasoning, "reasoning");
            return this;
        }

        /** Sets {@link ModelCapabilities#alwaysReasons()}. */
        public Builder alwaysReasons(boolean always) {
            this.alwaysReasons = always;
            return this;
        }

        /**
         * Sets {@link ModelCapabilities#efforts()}.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Builder efforts(Collection<Effort> efforts) {
            if (requireNonNull(efforts, "efforts").isEmpty()) {
                throw new IllegalArgumentException("a model that thinks by effort takes at least one");
            }
            this.efforts = Set.copyOf(efforts);
            return this;
        }

        /** Sets {@link ModelCapabilities#largestBudget()}. */
        public Builder largestBudget(int tokens) {
            this.largestBudget = positive("largestBudget", tokens);
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
