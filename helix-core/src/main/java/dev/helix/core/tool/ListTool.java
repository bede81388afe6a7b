/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.workspace.FileEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tool that lists the contents of a directory. */
final class ListTool {
    private final ToolLimits limits;

    record Args(
            @ToolParam(value = "Directory, relative to the project root; the root when left out.", required = false)
            @Nullable
            String path) {}

    private ListTool(ToolLimits limits) {
        this.limits = limits;
    }

    static Tool create(ToolLimits limits) {
        return TypedTool.of(
                        "list",
                        "Lists one directory: names with a trailing / for directories, sizes in bytes for files. Use glob to "
                                + "search deeper.",
                        Args.class,
                        new ListTool(limits)::call)
                .inParallel();
    }

    private ToolResult call(Args args, ToolContext context) {
        String path = WorkspacePath.of(args.path);
        List<FileEntry> entries = context.workspace().list(path);
        if (entries.isEmpty()) {
            return ToolResult.of("[" + WorkspacePath.shown(path) + " is empty]");
        }
        BoundedOutput output = new BoundedOutput(limits.maxOutputChars());
        int shown = 0;
        while (shown < entries.size() && output.line(describe(entries.get(shown)))) {
            shown++;
        }
        return ToolResult.of(
                shown == entries.size()
                        ? output.toString()
                        : output.endingWith(shown + " of " + entries.size() + " entries shown; use glob to narrow"));
    }

    private static String describe(FileEntry entry) {
        String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
        return switch (entry.kind()) {
            case FILE -> name + "  " + entry.sizeBytes();
            case DIRECTORY -> name + "/";
            case LINK -> name + "  (link)";
            case OTHER -> name + "  (special file)";
        };
    }
}
