/* SPDX-License-Identifier: Apache-2.0 */
/** The tools of agents: those every agent has, and the way hosts write their own from a record. */
package dev.helix.core.tool;
