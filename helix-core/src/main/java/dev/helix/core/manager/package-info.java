/* SPDX-License-Identifier: Apache-2.0 */
/** Guarded tasks: locked scope, SubAgents one level deep, five criteria on evidence. */
package dev.helix.core.manager;
