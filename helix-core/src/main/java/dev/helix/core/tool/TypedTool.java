/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import static java.util.Objects.requireNonNull;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolArguments;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolExecution;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.tool.ToolSpec;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonArguments;
import java.util.Set;

/**
 * A tool made from a record: its components become the JSON schema, and calls arrive converted and checked.
 * Immutable, and as thread-safe as the body it is given.
 *
 * <pre>{@code
 * record Weather(@ToolParam("The city's name.") String city,
 *                @ToolParam(value = "Days ahead, 0 is today.", required = false) @Nullable Integer days) {}
 *
 * Tool weather = TypedTool.of("weather", "Tells the weather of a city.", Weather.class,
 *         (args, context) -> ToolResult.of(forecast(args.city(), args.days())));
 * }</pre>
 *
 * <p>Components may be {@code String}, {@code int}, {@code long}, {@code double}, {@code boolean} or their boxes, enums,
 * records of these, and {@code List}s of all of them. The component {@code maxLines} becomes the property
 * {@code max_lines}. A component is required unless
 * {@link dev.helix.api.tool.ToolParam#required()} says otherwise; it is null when the model left it out. Properties the
 * record does not have are refused. Numbers and truth values written as strings are accepted. An
 * {@link IllegalArgumentException} of the record's own constructor reaches the model as a refusal.
 *
 * <p>On the module path the record is public in an exported package, or its package is opened to
 * {@code dev.helix.core}.
 */
public final class TypedTool implements Tool {
    private final ToolSpec spec;
    private final RecordType type;
    private final Call call;
    private final ToolExecution execution;

    /** A call whose arguments have already been converted. */
    private interface Call {
        ToolResult run(Object arguments, ToolContext context) throws InterruptedException;
    }

    /** The body of a typed tool: what it does when called. */
    @FunctionalInterface
    public interface Body<A extends Record> {
        /**
         * Runs one call; several may run at once.
         *
         * @param arguments what the model passed
         * @param context who calls, and where
         * @return what the model gets to read
         * @throws InterruptedException if the turn was interrupted
         */
        ToolResult call(A arguments, ToolContext context) throws InterruptedException;
    }

    private TypedTool(ToolSpec spec, RecordType type, Call call, ToolExecution execution) {
        this.spec = spec;
        this.type = type;
        this.call = call;
        this.execution = execution;
    }

    /**
     * Makes a tool.
     *
     * @param name 1 to 64 letters, digits, underscores or hyphens
     * @param description what the tool does and when to use it, for the model
     * @param arguments the record of its arguments
     * @param body what it does
     * @param <A> the record of its arguments
     * @return the tool; its calls run in order, see {@link #inParallel}
     * @throws InvalidRequestException if a component's type is none tools can take, or the record cannot be reached
     * @throws IllegalArgumentException if the name has another form
     */
    public static <A extends Record> TypedTool of(String name, String description, Class<A> arguments, Body<A> body) {
        requireNonNull(body, "body");
        RecordType type = RecordType.of(requireNonNull(arguments, "arguments"), Set.of());
        ToolSpec spec = ToolSpec.of(name, description, Json.compact(type.schema()));
        return new TypedTool(
                spec, type, (values, context) -> body.call(arguments.cast(values), context), ToolExecution.IN_ORDER);
    }

    /** {@return a copy whose calls run beside each other within one message: right for a tool that changes nothing} */
    public TypedTool inParallel() {
        return new TypedTool(spec, type, call, ToolExecution.PARALLEL);
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public ToolExecution execution() {
        return execution;
    }

    /** {@return the tool's name} */
    @Override
    public String toString() {
        return spec.name();
    }

    @Override
    public ToolResult call(ToolArguments arguments, ToolContext context) throws InterruptedException {
        requireNonNull(context, "context");
        JsonArguments json = requireNonNull(arguments, "arguments") instanceof JsonArguments parsed
                ? parsed
                : JsonArguments.parse(spec.name(), arguments.json());
        return call.run(type.convert(json.tree(), new ArgumentPath(spec.name(), "")), context);
    }
}
