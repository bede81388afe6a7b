/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.EngineEndpoint.Kind;
import dev.helix.api.model.ModelId;
import dev.helix.api.session.SwitchPath;

/** A model at its endpoint, as far as switching is concerned. Immutable. */
record AnsweringModel(ModelId model, EngineEndpoint endpoint) {
    /** {@return what has to change so that another model answers; a pure function of both} */
    SwitchPath pathTo(AnsweringModel next) {
        boolean sameEndpoint = endpoint.equals(next.endpoint);
        if (sameEndpoint && model.equals(next.model)) {
            return SwitchPath.NONE;
        }
        boolean program = endpoint.kind() == Kind.PROGRAM || next.endpoint.kind() == Kind.PROGRAM;
        if (program || !endpoint.family().equals(next.endpoint.family())) {
            return SwitchPath.CROSS_PROVIDER;
        }
        return sameEndpoint ? SwitchPath.SAME_ENDPOINT : SwitchPath.SAME_FAMILY;
    }
}
