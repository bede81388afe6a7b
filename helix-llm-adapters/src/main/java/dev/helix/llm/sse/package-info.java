/* SPDX-License-Identifier: Apache-2.0 */
/** Takes event streams apart. Not for hosts. */
package dev.helix.llm.sse;
