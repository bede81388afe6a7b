/* SPDX-License-Identifier: Apache-2.0 */
/** Virtual machines for agents to work in. */
package dev.helix.vm;
