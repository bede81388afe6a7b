/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.HelixException;
import java.io.Serial;

/** Thrown when commands could not be confined on a repository that is the user's own. */
final class SandboxMissingException extends HelixException {
    @Serial
    private static final long serialVersionUID = 1L;

    SandboxMissingException(String problem) {
        super(
                "sandbox-missing",
                "nothing was started: commands of agents cannot be sandboxed here (" + problem
                        + "). Install bubblewrap, or accept the risk with --unsandboxed");
    }
}
