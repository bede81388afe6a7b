/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.vm;

import dev.helix.api.workspace.Workspace;

/** A running virtual machine. Implemented by launchers; thread-safe. */
public interface Vm extends AutoCloseable {
    /** {@return what the machine was made to be, the description it was launched with} */
    VmSpec spec();

    /** {@return the machine's files and commands, a workspace of {@link dev.helix.api.workspace.Isolation#VM}} */
    Workspace workspace();

    /** Ends the machine and removes what it left on the host. Idempotent. */
    @Override
    void close();
}
