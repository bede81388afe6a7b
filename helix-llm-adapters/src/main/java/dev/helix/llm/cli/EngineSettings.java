/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import dev.helix.api.message.Origin;
import dev.helix.api.model.Secret;
import dev.helix.api.workspace.Workspace;
import dev.helix.llm.cli.relay.Launch;
import java.util.Optional;

/**
 * What an engine that is a program needs, found when it is opened. Immutable.
 *
 * @param origin where its messages come from
 * @param program the name shown in errors
 * @param install how to get it
 * @param launch how it is called; holds the key
 * @param workspace the boundary it runs in
 * @param unconfined whether the host allows a workspace that holds nothing
 * @param rules where it may connect to
 * @param limits on one run
 * @param key what no error shows
 */
record EngineSettings(
        Origin origin,
        String program,
        String install,
        Launch launch,
        Optional<Workspace> workspace,
        boolean unconfined,
        EgressRules rules,
        CliLimits limits,
        Optional<Secret> key) {
    private static final String HIDDEN = "[hidden]";

    /** Takes the key out of a text. */
    String redact(String text) {
        return key.map(secret -> text.replace(secret.reveal(), HIDDEN)).orElse(text);
    }

    /** Shows neither launch nor key. */
    @Override
    public String toString() {
        return origin.endpoint() + ":" + origin.model() + " by " + program;
    }
}
