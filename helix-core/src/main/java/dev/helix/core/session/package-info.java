/* SPDX-License-Identifier: Apache-2.0 */
/** Runs conversations turn by turn and keeps what happened. */
package dev.helix.core.session;
