/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.scope.PathPattern;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.workspace.FileEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tool that finds files by name. */
final class GlobTool {
    private final ToolLimits limits;
    private final SearchRunner search;

    record Args(
            @ToolParam("Such as **/*.java, src/**/Test*.{ts,tsx}, or *.md, which looks in every directory.")
            String pattern,

            @ToolParam(value = "Directory to search, the project root when left out.", required = false) @Nullable
            String path) {}

    private GlobTool(ToolLimits limits, SearchRunner search) {
        this.limits = limits;
        this.search = search;
    }

    static Tool create(ToolLimits limits) {
        return TypedTool.of(
                        "glob",
                        "Finds files whose path matches a pattern, sorted by path. Paths are relative to the project root; the "
                                + "pattern is matched from the directory searched.",
                        Args.class,
                        new GlobTool(limits, new SearchRunner(limits, System::nanoTime))::call)
                .inParallel();
    }

    private ToolResult call(Args args, ToolContext context) throws InterruptedException {
        String directory = WorkspacePath.of(args.path);
        PathPattern glob = SearchRunner.glob("glob", args.pattern);
        return search.run((clock, output) -> {
            List<FileEntry> files = context.workspace().walk(directory, limits.maxEntries());
            int found = 0;
            for (FileEntry file : files) {
                clock.tick();
                if (!glob.matches(SearchRunner.below(directory, file.path()))) {
                    continue;
                }
                if (found == limits.maxMatches() || !output.line(file.path())) {
                    return "there are more than these " + found + " files; narrow the pattern or the path";
                }
                found++;
            }
            return files.size() == limits.maxEntries()
                    ? found + " files found among the first " + files.size() + "; narrow the path to see the others"
                    : found + (found == 1 ? " file" : " files");
        });
    }
}
