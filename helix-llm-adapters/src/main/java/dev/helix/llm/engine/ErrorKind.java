/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

/** What an error means for the session, whatever the provider calls it. */
public enum ErrorKind {
    /** The provider's words say nothing beyond the status code. */
    BY_STATUS,
    /** The conversation is longer than the context window. */
    CONTEXT_EXCEEDED,
    /** Quota or money is used up. */
    QUOTA_EXHAUSTED,
    /** Too much at once. */
    RATE_LIMITED,
    /** Overloaded or broken, for now. */
    UNAVAILABLE,
    /** The credential is wrong, or may not use the model. */
    DENIED,
    /** There is no such model or resource. */
    UNKNOWN_MODEL,
    /** Understood, and never accepted. */
    REJECTED
}
