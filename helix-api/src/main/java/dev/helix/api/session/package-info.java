/* SPDX-License-Identifier: Apache-2.0 */
/** Runs one continuing conversation with an agent. */
package dev.helix.api.session;
