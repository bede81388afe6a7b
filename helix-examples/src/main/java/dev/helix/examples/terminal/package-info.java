/* SPDX-License-Identifier: Apache-2.0 */
/** What the command lines of the examples share: a terminal, and values in words that fit a line. */
package dev.helix.examples.terminal;
