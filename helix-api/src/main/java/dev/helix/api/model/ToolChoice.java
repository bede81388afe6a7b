/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import dev.helix.api.NamedParts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule by which a model uses the tools on offer. Immutable. */
public final class ToolChoice extends NamedParts {
    private static final ToolChoice AUTO = new ToolChoice(Kind.AUTO, null);
    private static final ToolChoice NONE = new ToolChoice(Kind.NONE, null);
    private static final ToolChoice REQUIRED = new ToolChoice(Kind.REQUIRED, null);

    private final Kind kind;
    private final @Nullable String tool;

    /** The kind of a {@link ToolChoice}. */
    public enum Kind {
        /** The model decides. */
        AUTO,
        /** The model calls no tool. */
        NONE,
        /** The model calls at least one tool of its own choice. */
        REQUIRED,
        /** The model calls one tool that is named. */
        NAMED
    }

    private ToolChoice(Kind kind, @Nullable String tool) {
        super("kind, tool", kind, Optional.ofNullable(tool));
        this.kind = kind;
        this.tool = tool;
    }

    /** {@return the rule that the model decides} */
    public static ToolChoice auto() {
        return AUTO;
    }

    /** {@return the rule that no tool is called} */
    public static ToolChoice none() {
        return NONE;
    }

    /** {@return the rule that at least one tool is called} */
    public static ToolChoice required() {
        return REQUIRED;
    }

    /** Creates the rule that one tool on offer is called. */
    public static ToolChoice named(String tool) {
        return new ToolChoice(Kind.NAMED, requireNonNull(tool, "tool"));
    }

    /** {@return the kind of the rule} */
    public Kind kind() {
        return kind;
    }

    /** {@return the tool to call, present exactly for {@link Kind#NAMED}} */
    public Optional<String> tool() {
        return Optional.ofNullable(tool);
    }
}
