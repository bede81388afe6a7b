/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Cassettes from which model replies are played and into which they are recorded, so that agents can be tested
 * without a model.
 */
package dev.helix.core.replay;
