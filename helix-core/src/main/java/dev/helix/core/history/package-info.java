/* SPDX-License-Identifier: Apache-2.0 */
/** Keeps what was said. */
package dev.helix.core.history;
