/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import java.nio.charset.StandardCharsets;

/** The tool that writes a whole file. */
final class WriteTool {
    private final ToolLimits limits;

    record Args(
            @ToolParam("File, relative to the project root; directories are made as needed.")
            String path,

            @ToolParam("The complete new content.") String content) {}

    private WriteTool(ToolLimits limits) {
        this.limits = limits;
    }

    static Tool create(ToolLimits limits) {
        return TypedTool.of(
                "write",
                "Writes a whole file, new or in place of what is there. Use edit to change a part of a file.",
                Args.class,
                new WriteTool(limits)::call);
    }

    private ToolResult call(Args args, ToolContext context) {
        String path = WorkspacePath.of(args.path);
        byte[] bytes = args.content.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > limits.maxFileBytes()) {
            return ToolResult.failed("content of " + path + " has " + bytes.length + " bytes; at most "
                    + limits.maxFileBytes() + " can be written at once");
        }
        context.workspace().write(path, bytes);
        String ignored = context.workspace().isIgnored(path)
                ? "; git ignores this path (see .gitignore), so no commit will hold the file"
                : "";
        return ToolResult.of(
                "wrote " + path + ": " + args.content.lines().count() + " lines, " + bytes.length + " bytes" + ignored);
    }
}
