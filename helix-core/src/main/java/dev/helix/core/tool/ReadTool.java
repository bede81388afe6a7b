/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tool that shows a file, or a range of its lines, with line numbers. */
final class ReadTool {
    private static final int DEFAULT_LINES = 2_000;

    private final ToolLimits limits;

    record Args(
            @ToolParam("File, relative to the project root.")
            String path,

            @ToolParam(value = "First line to show, counted from 1.", required = false) @Nullable
            Integer offset,

            @ToolParam(value = "How many lines to show, 2000 when left out.", required = false) @Nullable
            Integer limit) {
        Args {
            if ((offset != null && offset < 1) || (limit != null && limit < 1)) {
                throw new IllegalArgumentException("offset and limit count from 1");
            }
        }

        int first() {
            return offset == null ? 1 : offset;
        }

        int lines() {
            return limit == null ? DEFAULT_LINES : limit;
        }
    }

    private ReadTool(ToolLimits limits) {
        this.limits = limits;
    }

    static Tool create(ToolLimits limits) {
        return TypedTool.of(
                        "read",
                        "Reads a text file. Each line comes as its number, a tab, and its text. Long files are shown in parts: "
                                + "go on with offset.",
                        Args.class,
                        new ReadTool(limits)::call)
                .inParallel();
    }

    private ToolResult call(Args args, ToolContext context) {
        String path = WorkspacePath.of(args.path);
        TextFile file = TextFile.read(context.workspace(), path, limits.maxFileBytes());
        if (file.text().isEmpty()) {
            return ToolResult.failed(path + " is a binary file of " + file.bytes().length
                    + " bytes, which read does not show; look at it with a shell command");
        }
        return show(path, file.text().get().lines().toList(), args);
    }

    private ToolResult show(String path, List<String> lines, Args args) {
        if (lines.isEmpty()) {
            return ToolResult.of("[" + path + " is empty]");
        }
        if (args.first() > lines.size()) {
            return ToolResult.failed(
                    path + " has " + lines.size() + " lines; offset " + args.first() + " is beyond its end");
        }
        BoundedOutput output = new BoundedOutput(limits.maxOutputChars());
        int end = (int) Math.min(lines.size(), args.first() - 1L + args.lines());
        int next = args.first() - 1;
        while (next < end && output.line(next + 1 + "\t" + lines.get(next))) {
            next++;
        }
        if (args.first() == 1 && next == lines.size()) {
            return ToolResult.of(output.toString());
        }
        String range = "lines " + args.first() + "-" + next + " of " + lines.size();
        return ToolResult.of(
                output.endingWith(next == lines.size() ? range : range + "; go on with offset " + (next + 1)));
    }
}
