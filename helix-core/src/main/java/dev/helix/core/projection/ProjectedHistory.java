/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.ToolCall;
import dev.helix.api.projection.ProjectionReport;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import dev.helix.api.tool.ToolSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A history in the form one model accepts; made for one request and never written back. Immutable.
 *
 * <p>Behind each assistant message stand the answers to all its calls, in the order of the calls, then what others
 * said. Ids, names, text and arguments are ready to be encoded as they are; what a part does not say of itself, such as
 * whether results are messages or blocks, is up to the encoding.
 */
public final class ProjectedHistory {
    private final TargetProfile profile;
    private final List<Message> messages;
    private final List<ToolSpec> tools;
    private final ToolNames names;
    private final ProjectionReport report;

    ProjectedHistory(
            TargetProfile profile,
            List<Message> messages,
            List<ToolSpec> tools,
            ToolNames names,
            ProjectionReport report) {
        this.profile = profile;
        this.messages = messages;
        this.tools = tools;
        this.names = names;
        this.report = report;
    }

    /**
     * {@return the messages to send, oldest first, not empty; standing instructions, if any, are one system message at
     * the front}
     */
    public List<Message> messages() {
        return messages;
    }

    /** {@return the standing instructions, that is, the system message at the front, or empty} */
    public String system() {
        return messages.get(0) instanceof SystemMessage system ? system.text() : "";
    }

    /**
     * {@return the messages without the standing instructions, grouped in turns, for protocols in which results and
     * what the user says share one message; not empty}
     */
    public List<ProjectedTurn> turns() {
        boolean instructed = messages.get(0) instanceof SystemMessage;
        return ProjectedTurn.of(instructed ? messages.subList(1, messages.size()) : messages);
    }

    /** {@return the tools on offer in their order, by the names and with the schemas that the model takes} */
    public List<ToolSpec> tools() {
        return tools;
    }

    /** {@return the name by which the model knows a tool of the session} */
    public String nameForModel(String name) {
        return names.forModel(requireNonNull(name, "name"));
    }

    /** {@return the name in the session of a tool as the model wrote it, the same when it was never replaced} */
    public String nameInSession(String name) {
        return names.inSession(requireNonNull(name, "name"));
    }

    /**
     * {@return the names, as the model knows them, of all tools that the history calls, in order of the first call; a
     * protocol that refuses calls of undeclared tools declares what is missing and switches it off}
     */
    public Set<String> calledTools() {
        Set<String> called = new LinkedHashSet<>();
        for (Message message : messages) {
            if (message instanceof AssistantMessage assistant) {
                for (Content part : assistant.content()) {
                    if (part instanceof ToolCall call) {
                        called.add(call.name());
                    }
                }
            }
        }
        return called;
    }

    /**
     * {@return whether the model may think in its answer: false when the tool loop in progress does not start with
     * reasoning of its own and the profile demands that}
     */
    public boolean mayReason() {
        return !profile.has(TargetRule.REASONING_STARTS_LOOP) || LoopReasoning.isPossible(messages, profile);
    }

    /** {@return everything that was changed} */
    public ProjectionReport report() {
        return report;
    }

    @Override
    public String toString() {
        return "ProjectedHistory[" + messages.size() + " messages, "
                + report.changes().size() + " changes]";
    }
}
