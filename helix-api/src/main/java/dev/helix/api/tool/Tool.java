/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.tool;

/** A tool that a model may ask for. Implemented by hosts; thread-safe, since calls of one message run in parallel. */
public interface Tool {
    /** {@return the tool's description for the model, the same every time, so that the provider's prompt cache stays warm} */
    ToolSpec spec();

    /**
     * Runs one call.
     *
     * <p>A {@link dev.helix.api.HelixException} becomes an error result the model can react to; any other exception
     * is a defect of the tool, is logged, and is also answered as an error.
     *
     * @param arguments what the model passed, already known to be a JSON object
     * @param context who calls, and where
     * @return what the model gets to read
     * @throws InvalidArgumentsException if the arguments do not fit the schema
     * @throws InterruptedException if the turn was interrupted
     */
    ToolResult call(ToolArguments arguments, ToolContext context) throws InterruptedException;

    /**
     * {@return how calls run when one message holds several; in order unless overridden, which is right for every tool
     * that changes something}
     */
    default ToolExecution execution() {
        return ToolExecution.IN_ORDER;
    }
}
