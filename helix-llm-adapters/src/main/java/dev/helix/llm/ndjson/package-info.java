/* SPDX-License-Identifier: Apache-2.0 */
/** A parser for streams of JSON lines. Not for hosts. */
package dev.helix.llm.ndjson;
