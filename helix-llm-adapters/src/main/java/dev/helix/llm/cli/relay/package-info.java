/* SPDX-License-Identifier: Apache-2.0 */
/** The program that carries an agent's streams and connections over the two pipes a boundary leaves open. */
package dev.helix.llm.cli.relay;
