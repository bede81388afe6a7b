/* SPDX-License-Identifier: Apache-2.0 */
/** Sessions, each one continuing conversation with an agent. */
package dev.helix.api.session;
