/* SPDX-License-Identifier: Apache-2.0 */
/** The way from the bytes of an answer to its events and their values, without copying what nobody asks for. Not for hosts. */
package dev.helix.llm.wire;
