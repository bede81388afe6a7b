/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.process;

import java.time.Duration;

/**
 * The resources a process tree used when it was looked at. Immutable.
 *
 * @param memoryBytes resident memory of all members, shared pages counted for each
 * @param tasks members and their threads
 * @param processorTime of the members, and of those they have waited for
 */
record ResourceUsage(long memoryBytes, long tasks, Duration processorTime) {}
