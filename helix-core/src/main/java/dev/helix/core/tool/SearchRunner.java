/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.scope.PathPattern;
import dev.helix.api.tool.InvalidArgumentsException;
import dev.helix.api.tool.ToolResult;
import java.util.function.LongSupplier;

/** A runner of searches, one after another, each with its own time limit. Thread-safe. */
final class SearchRunner {
    private final ToolLimits limits;
    private final LongSupplier nanoTime;

    /** The work of a search: it adds lines and returns the remark that ends the answer. */
    interface Work {
        String run(SearchDeadline deadline, BoundedOutput output);
    }

    SearchRunner(ToolLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    ToolResult run(Work work) throws InterruptedException {
        BoundedOutput output = new BoundedOutput(limits.maxOutputChars());
        try {
            return ToolResult.of(
                    output.endingWith(work.run(new SearchDeadline(nanoTime, limits.searchTime()), output)));
        } catch (SearchDeadline.Stopped stopped) {
            if (stopped.interrupted()) {
                Thread.interrupted();
                throw new InterruptedException("the search was interrupted");
            }
            return ToolResult.failed(output.endingWith("stopped after "
                    + limits.searchTime().toMillis() + " ms; use a simpler pattern or narrow the path"));
        } catch (StackOverflowError tooDeep) {
            // java.util.regex recurses on alternatives inside repetitions, such as (a|b)*.
            return ToolResult.failed(output.endingWith("the pattern needs too much stack; use a simpler one"));
        }
    }

    /** {@return a pattern for paths; one without a slash is meant at any depth} */
    static PathPattern glob(String tool, String pattern) {
        String path = pattern.startsWith("./") ? pattern.substring(2) : pattern;
        try {
            return PathPattern.of(path.isEmpty() || path.indexOf('/') >= 0 ? path : "**/" + path);
        } catch (InvalidRequestException malformed) {
            throw new InvalidArgumentsException("the glob of " + tool + " cannot be used: " + malformed.getMessage());
        }
    }

    /** Makes a path of the workspace relative to the directory searched. */
    static String below(String directory, String path) {
        return !directory.isEmpty() && path.startsWith(directory + "/") ? path.substring(directory.length() + 1) : path;
    }
}
