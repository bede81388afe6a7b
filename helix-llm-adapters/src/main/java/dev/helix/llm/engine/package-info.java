/* SPDX-License-Identifier: Apache-2.0 */
/** The engine that all protocols over HTTP share: requests, answers, and errors. Not for hosts. */
package dev.helix.llm.engine;
