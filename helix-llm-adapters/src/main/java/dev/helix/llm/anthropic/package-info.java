/* SPDX-License-Identifier: Apache-2.0 */
/** A client of the Anthropic Messages protocol, for Anthropic and for every server that is compatible with it. */
package dev.helix.llm.anthropic;
