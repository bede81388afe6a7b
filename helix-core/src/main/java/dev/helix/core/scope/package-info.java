/* SPDX-License-Identifier: Apache-2.0 */
/** What a task may touch: read from its request, locked, checked, and widened only by its host. */
package dev.helix.core.scope;
