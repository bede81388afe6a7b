/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.recipes;

import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import dev.helix.core.tool.TypedTool;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool of the host's own: the record is the schema, and calls arrive converted and checked.
 *
 * <p>It is given to a session or a task with {@code tools(CustomTool.prices(...))}. On the module path the package of
 * the record is opened to {@code dev.helix.core}.
 */
public final class CustomTool {
    private CustomTool() {}

    /** The arguments as the model passes them: {@code article}, and {@code pieces} if it likes. */
    record Asked(
            @ToolParam("The article's name.") String article,

            @ToolParam(value = "How many are wanted; 1 when left out.", required = false) @Nullable
            Integer pieces) {}

    static Tool prices(Map<String, Double> list) {
        return TypedTool.of(
                        "price",
                        "Tells what articles of the shop cost.",
                        Asked.class,
                        (asked, context) -> answer(list, asked, context))
                .inParallel();
    }

    private static ToolResult answer(Map<String, Double> list, Asked asked, ToolContext context) {
        Double price = list.get(asked.article());
        if (price == null) {
            return ToolResult.failed("There is no " + asked.article() + ". Ask for one of " + list.keySet() + ".");
        }
        context.output("looked up " + asked.article() + " for session " + context.session());
        int pieces = asked.pieces() == null ? 1 : asked.pieces();
        return ToolResult.of(String.format(Locale.ROOT, "%.2f", price * pieces));
    }
}
