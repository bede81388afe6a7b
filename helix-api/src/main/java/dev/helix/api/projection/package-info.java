/* SPDX-License-Identifier: Apache-2.0 */
/** What a model accepts as a history, and what was changed so that it accepts one. */
package dev.helix.api.projection;
