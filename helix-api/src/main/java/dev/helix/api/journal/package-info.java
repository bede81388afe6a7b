/* SPDX-License-Identifier: Apache-2.0 */
/** Keeps what happened, behind a port. */
package dev.helix.api.journal;
