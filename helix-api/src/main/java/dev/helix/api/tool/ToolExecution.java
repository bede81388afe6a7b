/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.tool;

/** The way calls of a tool run when one message of a model holds several calls. */
public enum ToolExecution {
    /**
     * For tools that change something: a call begins when every earlier call of the message has ended, and later calls
     * begin when it has ended.
     */
    IN_ORDER,
    /** For tools that only read, or whose calls do not meet: a call may run beside its parallel neighbours. */
    PARALLEL
}
