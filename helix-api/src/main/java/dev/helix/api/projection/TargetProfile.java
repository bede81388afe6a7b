/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.projection;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Origin;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one model accepts as a history: data from which a history is projected for it, and by which a request is
 * checked. Immutable.
 *
 * <p>Ready profiles exist for the protocols that Helix speaks; an engine of a host's own builds one, starting from
 * scratch or from a ready one:
 *
 * <pre>{@code
 * TargetProfile profile = TargetProfile.builder(origin)
 *         .rules(Set.of(TargetRule.USERS_MERGED, TargetRule.USER_LAST))
 *         .callIds(new NameRule("", false, 9, 9))
 *         .build();
 * }</pre>
 */
public final class TargetProfile {
    private final Origin origin;
    private final Set<TargetRule> rules;
    private final NameRule callIds;
    private final NameRule toolNames;
    private final SystemPlacement system;
    private final Set<String> userMedia;
    private final Set<String> resultMedia;
    private final ImageLimits images;
    private final OpaqueRules opaque;
    private final SchemaRules schema;
    private final UnpairedPolicy unpaired;
    private final @Nullable String callSentinel;
    private final @Nullable Integer windowTokens;

    private TargetProfile(Builder builder) {
        this.origin = builder.origin;
        this.rules = builder.rules;
        this.callIds = builder.callIds;
        this.toolNames = builder.toolNames;
        this.system = builder.system;
        this.userMedia = builder.userMedia;
        this.resultMedia = builder.resultMedia;
        this.images = builder.images;
        this.opaque = builder.opaque;
        this.schema = builder.schema;
        this.unpaired = builder.unpaired;
        this.callSentinel = builder.callSentinel;
        this.windowTokens = builder.windowTokens;
        if (windowTokens != null && windowTokens < 1) {
            throw new IllegalArgumentException("windowTokens must be at least 1, was " + windowTokens);
        }
        if (has(TargetRule.NO_REASONING) && has(TargetRule.REASONING_ALWAYS)) {
            throw new IllegalArgumentException("NO_REASONING and REASONING_ALWAYS exclude each other");
        }
    }

    /** {@return a builder that holds the defaults, for the engine that will get the history} */
    public static Builder builder(Origin origin) {
        return new Builder(requireNonNull(origin, "origin"));
    }

    /** {@return a builder that holds the values of this profile} */
    public Builder toBuilder() {
        Builder copy = builder(origin);
        copy.rules = rules;
        copy.callIds = callIds;
        copy.toolNames = toolNames;
        copy.system = system;
        copy.userMedia = userMedia;
        copy.resultMedia = resultMedia;
        copy.images = images;
        copy.opaque = opaque;
        copy.schema = schema;
        copy.unpaired = unpaired;
        copy.callSentinel = callSentinel;
        copy.windowTokens = windowTokens;
        return copy;
    }

    /** {@return the engine that gets the history; reasoning and opaque blocks of every other one are left out} */
    public Origin origin() {
        return origin;
    }

    /** {@return the rules that hold, in no particular order} */
    public Set<TargetRule> rules() {
        return rules;
    }

    /** {@return whether a rule holds} */
    public boolean has(TargetRule rule) {
        return rules.contains(requireNonNull(rule, "rule"));
    }

    /** {@return the form of call ids} */
    public NameRule callIds() {
        return callIds;
    }

    /** {@return the form of tool names} */
    public NameRule toolNames() {
        return toolNames;
    }

    /** {@return where system messages may stand} */
    public SystemPlacement system() {
        return system;
    }

    /**
     * {@return the media types of images and documents that a user message may hold; {@code text/*} stands for every
     * kind of text}
     */
    public Set<String> userMedia() {
        return userMedia;
    }

    /**
     * {@return the media types of images and documents that a tool's result may hold; what only a user message may hold
     * moves into one behind the results}
     */
    public Set<String> resultMedia() {
        return resultMedia;
    }

    /** {@return limits on images} */
    public ImageLimits images() {
        return images;
    }

    /** {@return what is to know of the provider's own blocks} */
    public OpaqueRules opaque() {
        return opaque;
    }

    /** {@return the subset of JSON Schema for tools} */
    public SchemaRules schema() {
        return schema;
    }

    /** {@return what becomes of calls without a result} */
    public UnpairedPolicy unpaired() {
        return unpaired;
    }

    /**
     * {@return the provider data, as JSON text, that the first call of each message carries when the model's own is
     * missing; empty when calls need none}
     */
    public Optional<String> callSentinel() {
        return Optional.ofNullable(callSentinel);
    }

    /** {@return the size of the context window in tokens, or empty when it is not known} */
    public OptionalInt windowTokens() {
        return windowTokens == null ? OptionalInt.empty() : OptionalInt.of(windowTokens);
    }

    @Override
    public String toString() {
        return "TargetProfile[" + origin.family() + " " + origin.model() + ", " + rules + "]";
    }

    /**
     * A builder of {@link TargetProfile}. Confined to one thread; reusable after {@link #build()}.
     *
     * <ul>
     *   <li>rules: none
     *   <li>call ids and tool names: up to 64 letters, digits, underscores and hyphens
     *   <li>system messages: first only
     *   <li>media of user messages and results: none, each is replaced by a sentence that names it
     *   <li>image limits: none
     *   <li>opaque blocks: sent back to their origin, none is a call or reasoning
     *   <li>schema: the whole of JSON Schema
     *   <li>unpaired calls: answered as interrupted
     *   <li>call sentinel: none
     *   <li>window: not known
     * </ul>
     */
    public static final class Builder {
        private final Origin origin;
        private Set<TargetRule> rules = Set.of();
        private NameRule callIds = NameRule.upTo(64);
        private NameRule toolNames = NameRule.upTo(64);
        private SystemPlacement system = SystemPlacement.FIRST;
        private Set<String> userMedia = Set.of();
        private Set<String> resultMedia = Set.of();
        private ImageLimits images = ImageLimits.NONE;
        private OpaqueRules opaque = OpaqueRules.NONE;
        private SchemaRules schema = SchemaRules.ALL;
        private UnpairedPolicy unpaired = UnpairedPolicy.SYNTHESIZE;
        private @Nullable String callSentinel;
        private @Nullable Integer windowTokens;

        private Builder(Origin origin) {
            this.origin = origin;
        }

        /** Sets all rules that hold. */
        public Builder rules(Collection<TargetRule> rules) {
            this.rules = Set.copyOf(requireNonNull(rules, "rules"));
            return this;
        }

        /** Adds one rule to those that hold. */
        public Builder with(TargetRule rule) {
            EnumSet<TargetRule> more = EnumSet.of(requireNonNull(rule, "rule"));
            more.addAll(rules);
            return rules(more);
        }

        /** Takes one rule from those that hold. */
        public Builder without(TargetRule rule) {
            EnumSet<TargetRule> fewer = EnumSet.noneOf(TargetRule.class);
            fewer.addAll(rules);
            fewer.remove(requireNonNull(rule, "rule"));
            return rules(fewer);
        }

        /** Sets the form of call ids. */
        public Builder callIds(NameRule rule) {
            this.callIds = requireNonNull(rule, "rule");
            return this;
        }

        /** Sets the form of tool names. */
        public Builder toolNames(NameRule rule) {
            this.toolNames = requireNonNull(rule, "rule");
            return this;
        }

        /** Sets where system messages may stand. */
        public Builder system(SystemPlacement placement) {
            this.system = requireNonNull(placement, "placement");
            return this;
        }

        /** Sets the media types that a user message may hold; {@code text/*} stands for every kind of text. */
        public Builder userMedia(Collection<String> mediaTypes) {
            this.userMedia = Set.copyOf(requireNonNull(mediaTypes, "mediaTypes"));
            return this;
        }

        /** Sets the media types that a tool's result may hold; {@code text/*} stands for every kind of text. */
        public Builder resultMedia(Collection<String> mediaTypes) {
            this.resultMedia = Set.copyOf(requireNonNull(mediaTypes, "mediaTypes"));
            return this;
        }

        /** Sets limits on images. */
        public Builder images(ImageLimits limits) {
            this.images = requireNonNull(limits, "limits");
            return this;
        }

        /** Sets what is to know of the provider's own blocks. */
        public Builder opaque(OpaqueRules rules) {
            this.opaque = requireNonNull(rules, "rules");
            return this;
        }

        /** Sets the subset of JSON Schema for tools. */
        public Builder schema(SchemaRules rules) {
            this.schema = requireNonNull(rules, "rules");
            return this;
        }

        /** Sets what becomes of calls without a result. */
        public Builder unpaired(UnpairedPolicy policy) {
            this.unpaired = requireNonNull(policy, "policy");
            return this;
        }

        /** Sets the provider data that stands in on the first call of a message. */
        public Builder callSentinel(String json) {
            this.callSentinel = requireNonNull(json, "json");
            return this;
        }

        /** Sets the size of the context window, at least 1. */
        public Builder windowTokens(int tokens) {
            this.windowTokens = tokens;
            return this;
        }

        /**
         * Creates the profile.
         *
         * @throws IllegalArgumentException if rules exclude each other, or the window is below 1
         */
        public TargetProfile build() {
            return new TargetProfile(this);
        }
    }
}
