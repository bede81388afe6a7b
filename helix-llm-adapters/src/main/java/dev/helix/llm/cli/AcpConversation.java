/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.model.StopReason;
import dev.helix.api.workspace.Workspace;
import dev.helix.core.json.Json;
import dev.helix.llm.cli.CliEngineException.Reason;
import dev.helix.llm.cli.JsonRpc.RpcException;
import java.time.Duration;

/**
 * An exchange with an agent that speaks the Agent Client Protocol, version 1: a session of its own, one prompt, and
 * {@code session/cancel} when the caller is interrupted. Immutable.
 */
final class AcpConversation implements CliEngine.Conversation {
    private static final int VERSION = 1;
    /** The code by which an agent asks to be authenticated first. */
    private static final int AUTHENTICATION_REQUIRED = -32000;
    /** How long an agent may take to stop what it does. */
    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(2);

    private final PermissionPolicy policy;

    AcpConversation(PermissionPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void hold(AgentProcess process, Workspace workspace, String prompt, ReplyCollector reply)
            throws InterruptedException {
        AcpClient client = new AcpClient(workspace, policy, reply);
        JsonRpc rpc = new JsonRpc(process, client);
        String session = "";
        try {
            initialize(rpc);
            session = open(rpc, workspace);
            JsonNode ended = rpc.call("session/prompt", prompt(session, prompt));
            reply.finished(stop(ended.path("stopReason").asText()));
        } catch (RpcException e) {
            reply.failed(
                    e.code() == AUTHENTICATION_REQUIRED ? new AgentFailure(401, e.text()) : AgentFailure.of(e.text()));
        } catch (InterruptedException e) {
            client.cancel();
            cancel(rpc, session);
            throw e;
        }
    }

    private static void initialize(JsonRpc rpc) throws RpcException, InterruptedException {
        ObjectNode params = Json.object().put("protocolVersion", VERSION);
        ObjectNode capabilities = params.putObject("clientCapabilities").put("terminal", false);
        capabilities.putObject("fs").put("readTextFile", true).put("writeTextFile", true);
        int version = rpc.call("initialize", params).path("protocolVersion").asInt();
        if (version != VERSION) {
            throw new CliEngineException(
                    Reason.GARBLED, "speaks version " + version + " of the protocol, not " + VERSION);
        }
    }

    private static String open(JsonRpc rpc, Workspace workspace) throws RpcException, InterruptedException {
        ObjectNode params = Json.object().put("cwd", workspace.root());
        params.putArray("mcpServers");
        String session = rpc.call("session/new", params).path("sessionId").asText();
        if (session.isEmpty()) {
            throw new CliEngineException(Reason.GARBLED, "opened a session without an id");
        }
        return session;
    }

    private static JsonNode prompt(String session, String text) {
        ObjectNode params = Json.object().put("sessionId", session);
        params.putArray("prompt").addObject().put("type", "text").put("text", text);
        return params;
    }

    /** Lets the agent end its work in order, for a short time; the process is ended in any case. */
    private static void cancel(JsonRpc rpc, String session) {
        if (session.isEmpty()) {
            return;
        }
        try {
            rpc.inform("session/cancel", Json.object().put("sessionId", session));
            rpc.awaitLast(CANCEL_LIMIT);
        } catch (CliEngineException | InterruptedException impatient) {
            // The caller closes the process now; its own interruption is already on its way up.
        }
    }

    private static StopReason stop(String reason) {
        return switch (reason) {
            case "end_turn" -> StopReason.END;
            case "max_tokens" -> StopReason.OUTPUT_LIMIT;
            case "refusal" -> StopReason.REFUSED;
            default -> StopReason.OTHER;
        };
    }
}
