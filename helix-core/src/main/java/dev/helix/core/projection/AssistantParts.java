/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import dev.helix.core.json.ProgramBlocks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A projection of the parts of an assistant message: what other models signed goes nowhere, calls get legal names. */
final class AssistantParts {
    private final TargetProfile profile;
    private final ToolNames names;
    private final GivenParts given;
    private final Changes changes;

    AssistantParts(TargetProfile profile, ToolNames names, GivenParts given, Changes changes) {
        this.profile = profile;
        this.names = names;
        this.given = given;
        this.changes = changes;
    }

    /** {@return the message, possibly empty, the same instance when every part can be sent} */
    AssistantMessage of(AssistantMessage message, int position) {
        List<Content> parts = message.content();
        Rewrite<Content> kept = new Rewrite<>(parts);
        for (Content part : parts) {
            Content sendable = of(part, position);
            if (sendable != null) {
                kept.add(sendable);
            }
        }
        List<Content> sendable = kept.done();
        if (profile.has(TargetRule.DATA_NEEDS_REASONING) && reasoning(sendable) < reasoning(parts)) {
            sendable = withoutData(sendable, position);
        }
        return sendable == parts ? message : new AssistantMessage(sendable, message.origin());
    }

    private static long reasoning(List<Content> parts) {
        return parts.stream().filter(Thinking.class::isInstance).count();
    }

    private List<Content> withoutData(List<Content> parts, int position) {
        Rewrite<Content> bare = new Rewrite<>(parts);
        for (Content part : parts) {
            bare.add(withoutData(part, position));
        }
        return bare.done();
    }

    private Content withoutData(Content part, int position) {
        if (part.providerData().isEmpty() || part instanceof Thinking) {
            return part;
        }
        changes.add(Kind.PROVIDER_DATA_DROPPED, position, "", "its reasoning is not sent");
        return part instanceof ToolCall call
                ? ToolCall.of(call.id(), call.name(), call.arguments())
                : Text.of(part.asText());
    }

    private @Nullable Content of(Content part, int position) {
        if (part instanceof ToolCall call) {
            return call(call, position);
        }
        if (part instanceof Thinking thinking) {
            return thinking(thinking, position);
        }
        if (part instanceof Opaque opaque) {
            return opaque(opaque, position);
        }
        if (GivenParts.isText(part)) {
            return given.text(part, position);
        }
        if (Media.is(part)) {
            return given.leftOut(part, position);
        }
        changes.add(Kind.PART_DROPPED, position, part.getClass().getSimpleName(), "");
        return null;
    }

    private @Nullable Content thinking(Thinking thinking, int position) {
        String reason = reasonToDrop(thinking);
        if (reason.isEmpty()) {
            return thinking;
        }
        changes.add(Kind.REASONING_DROPPED, position, "", reason);
        return null;
    }

    private String reasonToDrop(Thinking thinking) {
        if (profile.has(TargetRule.NO_REASONING)) {
            return "the model takes none back";
        }
        boolean foreignData = thinking.providerData()
                .filter(data -> !data.origin().equals(profile.origin()))
                .isPresent();
        if (foreignData || !thinking.origin().equals(profile.origin())) {
            return "another model's: " + thinking.origin().model();
        }
        if (profile.has(TargetRule.SIGNED_REASONING) && thinking.signature().isEmpty()) {
            return "unsigned";
        }
        // Mended text would no longer be what was signed.
        return Texts.clean(thinking.text()).equals(thinking.text()) ? "" : "not well-formed";
    }

    private @Nullable Content opaque(Opaque opaque, int position) {
        boolean foreign = !opaque.origin().equals(profile.origin());
        if (!foreign && OpaqueBlock.of(opaque, profile.opaque()).isObject()) {
            return opaque;
        }
        String done = foreign ? ProgramBlocks.line(opaque) : "";
        if (!done.isEmpty()) {
            changes.add(Kind.CALL_AS_TEXT, position, "", done.strip());
            return given.text(Text.of(done), position);
        }
        changes.add(
                Kind.OPAQUE_DROPPED,
                position,
                "",
                foreign ? "another model's: " + opaque.origin().model() : "no JSON object");
        return null;
    }

    private ToolCall call(ToolCall call, int position) {
        String name = names.add(call.name());
        if (!name.equals(call.name())) {
            changes.add(Kind.TOOL_NAME_CHANGED, position, call.name(), name);
        }
        String arguments = profile.has(TargetRule.OBJECT_ARGUMENTS)
                ? Arguments.asObject(call.arguments())
                : Arguments.asText(call.arguments());
        if (!arguments.equals(call.arguments())) {
            changes.add(Kind.ARGUMENTS_REPLACED, position, call.id(), call.arguments());
        }
        Opaque data = ownData(call, position);
        boolean same = name.equals(call.name())
                && arguments.equals(call.arguments())
                && (data != null) == call.providerData().isPresent();
        if (same) {
            return call;
        }
        ToolCall sendable = ToolCall.of(call.id(), name, arguments);
        return data == null ? sendable : sendable.withProviderData(data);
    }

    private @Nullable Opaque ownData(ToolCall call, int position) {
        Opaque data = call.providerData().orElse(null);
        if (data == null || data.origin().equals(profile.origin())) {
            return data;
        }
        changes.add(
                Kind.PROVIDER_DATA_DROPPED,
                position,
                call.id(),
                "another model's: " + data.origin().model());
        return null;
    }
}
