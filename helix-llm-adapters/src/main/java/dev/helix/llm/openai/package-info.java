/* SPDX-License-Identifier: Apache-2.0 */
/** OpenAI Responses, and OpenAI Chat Completions as OpenAI and many other servers speak it. */
package dev.helix.llm.openai;
