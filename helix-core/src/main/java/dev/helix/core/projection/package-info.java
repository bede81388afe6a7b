/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Histories that every model accepts: the canonical form, the projection for one target, and a validator that shares no
 * code with either.
 */
package dev.helix.core.projection;
