/* SPDX-License-Identifier: Apache-2.0 */
/** A parser for event streams. Not for hosts. */
package dev.helix.llm.sse;
