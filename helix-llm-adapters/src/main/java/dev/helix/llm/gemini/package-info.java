/* SPDX-License-Identifier: Apache-2.0 */
/** Google Gemini. */
package dev.helix.llm.gemini;
