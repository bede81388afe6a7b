/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.model;

/**
 * Thrown when a conversation does not fit into the context window of the model. Every provider's way of saying so
 * becomes this exception, and so does the danger that a provider would cut the conversation silently.
 */
public final class ContextExceededException extends PermanentModelException {
    private static final long serialVersionUID = 1L;

    /** Creates the error; its message says what the provider said, and the way out. */
    public ContextExceededException(String message) {
        super("model-context-exceeded", message, null);
    }
}
