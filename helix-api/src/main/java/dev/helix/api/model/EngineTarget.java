/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import static java.util.Objects.requireNonNull;

import dev.helix.api.AgentName;
import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.workspace.Workspace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The target of an engine: the model it talks to, and on whose behalf. Immutable. */
public final class EngineTarget {
    private final ModelId model;
    private final CallContext caller;
    private final CredentialSource credentials;
    private final @Nullable Workspace workspace;

    private EngineTarget(
            ModelId model, CallContext caller, CredentialSource credentials, @Nullable Workspace workspace) {
        this.model = requireNonNull(model, "model");
        this.caller = requireNonNull(caller, "caller");
        this.credentials = requireNonNull(credentials, "credentials");
        this.workspace = workspace;
    }

    /**
     * Creates a target.
     *
     * @param model the model to talk to
     * @param caller the session, task and agent that will use the engine
     * @param credentials the source of the engine's key
     */
    public static EngineTarget of(ModelId model, CallContext caller, CredentialSource credentials) {
        return new EngineTarget(model, caller, credentials, null);
    }

    /** {@return a target with the session's workspace, within which an engine that is a program of its own runs} */
    public EngineTarget withWorkspace(Workspace workspace) {
        return new EngineTarget(model, caller, credentials, requireNonNull(workspace, "workspace"));
    }

    /** {@return the model to talk to} */
    public ModelId model() {
        return model;
    }

    /** {@return the session, task and agent that will use the engine} */
    public CallContext caller() {
        return caller;
    }

    /** {@return the session's workspace, or empty when the caller has none} */
    public Optional<Workspace> workspace() {
        return Optional.ofNullable(workspace);
    }

    /** {@return a secret by its name, usually the provider's; empty when the host has none} */
    public Optional<Secret> credential(String reference) {
        return credentials.lookup(new Request(requireNonNull(reference, "reference"), model, caller));
    }

    @Override
    public String toString() {
        return "EngineTarget[" + model + ", session " + caller.session() + "]";
    }

    private record Request(String reference, ModelId model, CallContext caller) implements CredentialRequest {
        @Override
        public SessionId session() {
            return caller.session();
        }

        @Override
        public Optional<TaskId> task() {
            return caller.task();
        }

        @Override
        public Optional<AgentName> agent() {
            return caller.agent();
        }
    }
}
