/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

import dev.helix.api.SessionId;

/**
 * The target of an engine: for whom and against which model it is opened. Immutable.
 *
 * @param model the model to talk to
 * @param session the session that will use the engine
 * @param credentials where the engine finds its key
 */
public record EngineTarget(ModelId model, SessionId session, CredentialSource credentials) {}
