/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The tool that replaces an exact piece of a file, so that a change made from a stale memory of the file is noticed.
 */
final class EditTool {
    private final ToolLimits limits;

    record Args(
            @ToolParam("File, relative to the project root.")
            String path,

            @ToolParam("The text to replace, exactly as it stands in the file, without line numbers.")
            String oldText,

            @ToolParam("The text to put in its place.") String newText,

            @ToolParam(value = "Replace every occurrence; false when left out.", required = false) @Nullable
            Boolean replaceAll) {
        Args {
            if (oldText.isEmpty()) {
                throw new IllegalArgumentException("old_text must not be empty; use write for a new file");
            }
            if (oldText.equals(newText)) {
                throw new IllegalArgumentException("old_text and new_text are the same");
            }
        }

        boolean all() {
            return Boolean.TRUE.equals(replaceAll);
        }
    }

    private EditTool(ToolLimits limits) {
        this.limits = limits;
    }

    static Tool create(ToolLimits limits) {
        return TypedTool.of(
                "edit",
                "Replaces a piece of text in a file. old_text must occur exactly once: add lines around it until it "
                        + "does, or set replace_all.",
                Args.class,
                new EditTool(limits)::call);
    }

    private ToolResult call(Args args, ToolContext context) {
        String path = WorkspacePath.of(args.path);
        TextFile file = TextFile.read(context.workspace(), path, limits.maxFileBytes());
        if (file.text().isEmpty()) {
            return ToolResult.failed(path + " is a binary file; edit changes UTF-8 text only");
        }
        String text = file.text().get();
        int found = occurrences(text, args.oldText);
        if (found == 0) {
            return ToolResult.failed(notFound(path, text, args.oldText));
        }
        if (found > 1 && !args.all()) {
            return ToolResult.failed("old_text occurs " + found + " times in " + path
                    + "; add lines around it until it is unique, or set replace_all");
        }
        byte[] changed = text.replace(args.oldText, args.newText).getBytes(StandardCharsets.UTF_8);
        if (!context.workspace().replace(path, file.bytes(), changed)) {
            return ToolResult.failed(path + " was changed by somebody else meanwhile and is left as it is; read it "
                    + "again and repeat the edit");
        }
        return ToolResult.of(
                "edited " + path + ": " + found + (found == 1 ? " occurrence" : " occurrences") + " replaced");
    }

    private static String notFound(String path, String text, String wanted) {
        String message = "old_text does not occur in " + path;
        if (text.contains("\r\n")
                && !wanted.contains("\r\n")
                && text.replace("\r\n", "\n").contains(wanted)) {
            return message + ": its lines end with \\r\\n; write the line ends of old_text the same way";
        }
        if (text.replaceAll("\\s+", " ").contains(wanted.replaceAll("\\s+", " ").strip())) {
            return message + " exactly: the same words occur with other white space; read the file and copy it";
        }
        return message + "; read the file again, it may have changed";
    }

    private static int occurrences(String text, String wanted) {
        int count = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
            count++;
        }
        return count;
    }
}
