/* SPDX-License-Identifier: Apache-2.0 */
/** Plays model replies from cassettes and records them, so that agents can be tested without a model. */
package dev.helix.core.replay;
