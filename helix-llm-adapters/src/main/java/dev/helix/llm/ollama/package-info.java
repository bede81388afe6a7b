/* SPDX-License-Identifier: Apache-2.0 */
/** Ollama's own protocol. */
package dev.helix.llm.ollama;
