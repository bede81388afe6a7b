/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.session;

/**
 * The body of an event: what happened. New kinds appear in later releases: code that looks at kinds keeps a default
 * branch.
 *
 * <p>The kinds of sessions are in {@link SessionEvents}, those of managed tasks in
 * {@code dev.helix.api.manager.TaskEvents}. All are immutable.
 */
public interface EventBody {}
