/* SPDX-License-Identifier: Apache-2.0 */
/** Conversations that run turn by turn, and the record of what happened in them. */
package dev.helix.core.session;
