/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.scope.PathPattern;
import dev.helix.api.tool.InvalidArgumentsException;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.FileUnavailableException;
import dev.helix.api.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The tool that finds lines by their content. */
final class GrepTool {
    private final ToolLimits limits;
    private final SearchRunner search;

    record Args(
            @ToolParam("Regular expression in Java syntax, looked for in each line.")
            String pattern,

            @ToolParam(value = "File or directory to search, the project root when left out.", required = false)
            @Nullable
            String path,

            @ToolParam(value = "Only files whose path matches, such as *.java or src/**.", required = false) @Nullable
            String glob,

            @ToolParam(value = "Whether upper and lower case are the same; false when left out.", required = false)
            @Nullable
            Boolean ignoreCase) {

        Pattern compiled() {
            try {
                int caseFlags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                return Pattern.compile(pattern, Boolean.TRUE.equals(ignoreCase) ? caseFlags : 0);
            } catch (PatternSyntaxException malformed) {
                throw new InvalidArgumentsException("the pattern of grep is no regular expression: "
                        + malformed.getDescription() + " near index " + malformed.getIndex()
                        + "; write a backslash before characters that are meant as they stand");
            }
        }
    }

    private GrepTool(ToolLimits limits, SearchRunner search) {
        this.limits = limits;
        this.search = search;
    }

    static Tool create(ToolLimits limits, LongSupplier nanoTime) {
        return TypedTool.of(
                        "grep",
                        "Searches the lines of text files for a regular expression. Answers with path:line: text, sorted by "
                                + "path. Binary files are left out; of very long lines only the beginning is searched.",
                        Args.class,
                        new GrepTool(limits, new SearchRunner(limits, nanoTime))::call)
                .inParallel();
    }

    private ToolResult call(Args args, ToolContext context) throws InterruptedException {
        Pattern pattern = args.compiled();
        Optional<PathPattern> glob = Optional.ofNullable(args.glob).map(text -> SearchRunner.glob("grep", text));
        String start = WorkspacePath.of(args.path);
        return search.run((deadline, output) -> {
            Hits hits = new Hits(pattern, deadline, output);
            List<FileEntry> files = files(context.workspace(), start);
            for (FileEntry file : files) {
                deadline.check();
                boolean wanted = file.kind() == FileEntry.Kind.FILE
                        && (glob.isEmpty() || glob.get().matches(SearchRunner.below(start, file.path())));
                if (wanted && !hits.searchFile(context.workspace(), file)) {
                    return "there is more than these " + hits.count + " lines; narrow the pattern, path or glob";
                }
            }
            return hits.remark(files.size());
        });
    }

    private List<FileEntry> files(Workspace workspace, String start) {
        Optional<FileEntry> entry = workspace.stat(start);
        return entry.isPresent() && entry.get().kind() == FileEntry.Kind.FILE
                ? List.of(entry.get())
                : workspace.walk(start, limits.maxEntries());
    }

    /** What one search has found so far. */
    private final class Hits {
        private final Pattern pattern;
        private final SearchDeadline deadline;
        private final BoundedOutput output;
        private int count;
        private int leftOut;

        private Hits(Pattern pattern, SearchDeadline deadline, BoundedOutput output) {
            this.pattern = pattern;
            this.deadline = deadline;
            this.output = output;
        }

        /** Searches one file; false when the answer is full. */
        private boolean searchFile(Workspace workspace, FileEntry file) {
            Optional<String> text = text(workspace, file);
            if (text.isEmpty()) {
                leftOut++;
                return true;
            }
            int number = 0;
            for (String line : (Iterable<String>) text.get().lines()::iterator) {
                number++;
                String searched = line.length() > BoundedOutput.MAX_LINE_CHARS
                        ? line.substring(0, BoundedOutput.MAX_LINE_CHARS)
                        : line;
                Matcher matcher = pattern.matcher(new InterruptibleText(searched, deadline));
                if (matcher.find() && !add(file.path() + ":" + number + ": " + line)) {
                    return false;
                }
            }
            return true;
        }

        private boolean add(String hit) {
            if (count == limits.maxMatches() || !output.line(hit)) {
                return false;
            }
            count++;
            return true;
        }

        /** Reads a file; one that went away since the walk, or is too large, must not end the search. */
        private Optional<String> text(Workspace workspace, FileEntry file) {
            try {
                return TextFile.read(workspace, file.path(), limits.maxFileBytes())
                        .text();
            } catch (FileUnavailableException unreadable) {
                return Optional.empty();
            }
        }

        private String remark(int filesSeen) {
            StringBuilder remark = new StringBuilder().append(count).append(count == 1 ? " line" : " lines");
            if (leftOut > 0) {
                remark.append("; ").append(leftOut).append(" binary or too large files left out");
            }
            if (filesSeen == limits.maxEntries()) {
                remark.append("; only the first ").append(filesSeen).append(" files were searched, narrow the path");
            }
            return remark.toString();
        }
    }
}
