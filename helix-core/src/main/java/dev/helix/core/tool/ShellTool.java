/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolArguments;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.tool.ToolSpec;
import dev.helix.api.workspace.Command;
import dev.helix.api.workspace.CommandResult;
import dev.helix.core.json.Excerpt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tool that runs a shell line in the workspace of the call; how strongly the command is confined is up to the
 * workspace. Thread-safe.
 *
 * <p>A command that ends with another status than 0, or runs out of time, is answered as an error with all it printed.
 */
public final class ShellTool implements Tool {
    private static final Duration DEFAULT_TIME_LIMIT = Duration.ofMinutes(2);

    private final Duration maxTimeLimit;
    private final int maxOutputChars;
    private final TypedTool typed;

    record Args(
            @ToolParam("A line for sh -c, run at the project root.")
            String command,

            @ToolParam(value = "Seconds until it is ended, 120 when left out.", required = false) @Nullable
            Integer timeoutSeconds) {
        Args {
            if (command.isBlank() || command.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("command must not be blank or hold a NUL character");
            }
        }
    }

    /**
     * Makes the tool.
     *
     * @param maxTimeLimit the longest time one command may take, positive; what a model asks for is cut to it
     * @param limits how much of the output a model gets to read
     * @throws InvalidRequestException if the time is not positive
     */
    public ShellTool(Duration maxTimeLimit, ToolLimits limits) {
        requireNonNull(limits, "limits");
        if (requireNonNull(maxTimeLimit, "maxTimeLimit").isNegative() || maxTimeLimit.isZero()) {
            throw new InvalidRequestException("maxTimeLimit must be positive, was " + maxTimeLimit);
        }
        this.maxTimeLimit = maxTimeLimit;
        this.maxOutputChars = limits.maxOutputChars();
        this.typed = TypedTool.of(
                "shell",
                "Runs a command line with sh in the project and returns its exit status and output, standard error "
                        + "included. There is no terminal and no input. At most " + maxTimeLimit.toSeconds()
                        + " seconds.",
                Args.class,
                this::run);
    }

    @Override
    public ToolSpec spec() {
        return typed.spec();
    }

    /** {@return the tool's name} */
    @Override
    public String toString() {
        return spec().name();
    }

    @Override
    public ToolResult call(ToolArguments arguments, ToolContext context) throws InterruptedException {
        return typed.call(requireNonNull(arguments, "arguments"), requireNonNull(context, "context"));
    }

    private ToolResult run(Args args, ToolContext context) throws InterruptedException {
        Command command = new Command(
                List.of("/bin/sh", "-c", args.command), Map.of(), timeLimit(args), Command.DEFAULT_OUTPUT_LIMIT_BYTES);
        CommandResult result = context.workspace().run(command, context::output);
        StringBuilder answer = new StringBuilder(Excerpt.headAndTail(result.output(), maxOutputChars));
        if (!answer.isEmpty() && answer.charAt(answer.length() - 1) != '\n') {
            answer.append('\n');
        }
        answer.append('[').append(ending(result, command.timeLimit())).append(']');
        return result.succeeded() ? ToolResult.of(answer.toString()) : ToolResult.failed(answer.toString());
    }

    private Duration timeLimit(Args args) {
        Duration wanted =
                args.timeoutSeconds == null ? DEFAULT_TIME_LIMIT : Duration.ofSeconds(Math.max(1, args.timeoutSeconds));
        return wanted.compareTo(maxTimeLimit) < 0 ? wanted : maxTimeLimit;
    }

    private static String ending(CommandResult result, Duration timeLimit) {
        String ending = result.timedOut()
                ? "ended after " + timeLimit.toSeconds() + " seconds, with everything it had started"
                : "exit status " + result.exitCode();
        return result.droppedBytes() > 0
                ? ending + "; " + result.droppedBytes() + " bytes of output were dropped"
                : ending;
    }
}
