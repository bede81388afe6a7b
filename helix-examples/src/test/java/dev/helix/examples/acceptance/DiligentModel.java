/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.StopReason;
import dev.helix.testkit.ScriptedModel;
import java.util.List;

/**
 * A model that writes two scripts and repeats every call until it worked, as a real one does after its process was
 * killed: what it does next follows from the conversation alone.
 *
 * @param command the shell command between both scripts
 */
record DiligentModel(String command) implements ScriptedModel {
    /** Asks for everything but the delivery. */
    static final String PREPARE = "Prepare two scripts.";
    /** Asks for the rest. */
    static final String DELIVER = "Deliver two scripts.";

    private static final int DELIVERY = 6;

    private List<ToolCall> plan() {
        return List.of(
                ToolCalls.bind(),
                ToolCalls.write("src/one.sh", "echo 1\n"),
                ToolCalls.commit("One"),
                ToolCalls.shell(command),
                ToolCalls.write("src/two.sh", "echo 2\n"),
                ToolCalls.commit("Two"),
                ToolCalls.complete());
    }

    @Override
    public ModelReply answer(ModelRequest request) {
        int done = done(request);
        boolean enough = done == plan().size() || done == DELIVERY && PREPARE.equals(asked(request));
        if (enough) {
            return ScriptedModel.reply(StopReason.END, Text.of("Done."));
        }
        ToolCall next = plan().get(done);
        // Numbered, so that a call that is repeated is another one.
        String id = next.id() + "-" + ScriptedModel.position(request);
        return ScriptedModel.reply(StopReason.TOOL_CALLS, ToolCall.of(id, next.name(), next.arguments()));
    }

    /** {@return how many steps of the plan worked} */
    private int done(ModelRequest request) {
        int done = 0;
        for (Message message : request.messages()) {
            if (message instanceof ToolMessage answer
                    && done < plan().size()
                    && answer.toolName().equals(plan().get(done).name())
                    && worked(answer)) {
                done++;
            }
        }
        return done;
    }

    private static boolean worked(ToolMessage answer) {
        // The commit whose answer was lost with the process.
        return !answer.error() && !answer.text().startsWith("Ready, but blocked")
                || answer.text().contains("equals the tip");
    }

    private static String asked(ModelRequest request) {
        String asked = "";
        for (Message message : request.messages()) {
            asked = message instanceof UserMessage user ? user.text() : asked;
        }
        return asked;
    }
}
