/* SPDX-License-Identifier: Apache-2.0 */
/** The history of what was said. */
package dev.helix.core.history;
