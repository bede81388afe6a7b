/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Message;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.UnpairedPolicy;
import dev.helix.api.projection.UnsendableHistoryException;
import dev.helix.api.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A projector of raw histories into the form one model accepts. Immutable and thread-safe.
 *
 * <p>A pure function of the history, the tools on offer and the profile: the same input gives the same output, a
 * projected history is its own projection, and a message that needs no change is the same instance in the result. What
 * the user wrote is never lost unless the policy is to truncate. The time is linear in the length of the history.
 *
 * <pre>{@code
 * ProjectedHistory history = HistoryProjector.of(profile).project(request);
 * for (ProjectedTurn turn : history.turns()) {
 *     body.add(encode(turn));
 * }
 * }</pre>
 */
public final class HistoryProjector {
    private final TargetProfile profile;
    private final ImageReducer reducer;

    private HistoryProjector(TargetProfile profile, ImageReducer reducer) {
        this.profile = requireNonNull(profile, "profile");
        this.reducer = requireNonNull(reducer, "reducer");
    }

    /** Creates a projector for what a model accepts, which leaves out images beyond the limits. */
    public static HistoryProjector of(TargetProfile profile) {
        return new HistoryProjector(profile, ImageReducer.NONE);
    }

    /** {@return a copy with a pure function that makes images smaller that are beyond the limits} */
    public HistoryProjector withImageReducer(ImageReducer newReducer) {
        return new HistoryProjector(profile, requireNonNull(newReducer, "newReducer"));
    }

    /**
     * Projects the conversation of a request: its system prompt, then its messages.
     *
     * @param request the raw request
     * @return the history to send
     * @throws UnsendableHistoryException as {@link #project(List, List)} does
     */
    public ProjectedHistory project(ModelRequest request) {
        if (requireNonNull(request, "request").system().isEmpty()) {
            return project(request.messages(), request.tools());
        }
        List<Message> messages = new ArrayList<>(request.messages().size() + 1);
        messages.add(new SystemMessage(request.system()));
        messages.addAll(request.messages());
        return project(messages, request.tools());
    }

    /**
     * Projects a history.
     *
     * @param history the raw messages, oldest first; not changed
     * @param tools the tools on offer, whose names come before those of tools the history mentions
     * @return the history to send
     * @throws UnsendableHistoryException if nobody but the system spoke, or a call or result is unpaired and the policy
     *     is to fail
     */
    public ProjectedHistory project(List<? extends Message> history, List<ToolSpec> tools) {
        requireNonNull(tools, "tools");
        List<Message> messages = List.copyOf(requireNonNull(history, "history"));
        if (messages.stream().allMatch(SystemMessage.class::isInstance)) {
            throw new UnsendableHistoryException(
                    "the history has no message besides system messages; add what the user wants");
        }
        Changes changes = new Changes();
        ToolNames names = new ToolNames(profile.toolNames());
        tools.forEach(tool -> names.add(tool.name()));
        Draft draft = passes(start(messages, changes), names, changes);
        List<ToolSpec> offered = offered(tools, names, new SchemaSubset(profile.schema(), changes));
        return new ProjectedHistory(profile, List.copyOf(draft.messages()), offered, names, changes.report());
    }

    private static List<ToolSpec> offered(List<ToolSpec> tools, ToolNames names, SchemaSubset schemas) {
        List<ToolSpec> offered = new ArrayList<>(tools.size());
        for (ToolSpec tool : tools) {
            String name = names.forModel(tool.name());
            String schema = schemas.of(tool);
            boolean same = name.equals(tool.name()) && schema.equals(tool.inputSchema());
            offered.add(same ? tool : ToolSpec.of(name, tool.description(), schema));
        }
        return List.copyOf(offered);
    }

    private Draft start(List<Message> messages, Changes changes) {
        if (profile.unpaired() != UnpairedPolicy.TRUNCATE) {
            return Draft.of(messages);
        }
        return Canonicalizer.standard().canonicalize(messages, changes);
    }

    /** The order matters: turns are counted once results and what moved out of them are in place, and roles last. */
    private Draft passes(Draft raw, ToolNames names, Changes changes) {
        Draft draft = new PartsPass(profile, names, changes).apply(raw);
        draft = new PairingPass(profile, names, changes).apply(draft);
        draft = new CallsAsTextPass(profile, changes).apply(draft);
        draft = new MediaPass(profile, changes).apply(draft);
        draft = new ImageLimitsPass(profile, reducer, changes).apply(draft);
        draft = new ServerCallsPass(profile, changes).apply(draft);
        draft = new ShapePass(profile, changes).apply(draft);
        draft = new SystemPass(profile, changes).apply(draft);
        draft = new RolesPass(profile, changes).apply(draft);
        return new DemandsPass(profile, changes).apply(draft);
    }
}
