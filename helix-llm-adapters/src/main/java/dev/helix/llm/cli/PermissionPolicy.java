/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

/** A rule by which an agent is answered that asks whether it may use one of its tools. Later releases add constants. */
public enum PermissionPolicy {
    /** Yes, for this once: the workspace's boundary holds the agent, not its own question. The default. */
    ALLOW,
    /** No, for this once. */
    REJECT
}
