/* SPDX-License-Identifier: Apache-2.0 */
/** Speaks the Anthropic Messages protocol, to Anthropic and to every server that is compatible with it. */
package dev.helix.llm.anthropic;
