/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import static java.util.Objects.requireNonNull;

import dev.helix.api.tool.Tool;
import java.util.List;

/**
 * Factory methods for the file tools every agent has: {@code list}, {@code read}, {@code write}, {@code edit}, {@code
 * glob} and {@code grep}.
 *
 * <p>They work on the {@link dev.helix.api.workspace.Workspace} of each call alone, so its boundary holds for all of
 * them. Paths are relative to its root, or absolute inside it where the workspace takes that. All are thread-safe.
 */
public final class FileTools {
    private FileTools() {}

    /** {@return the six tools with {@link ToolLimits#DEFAULTS}, always in the same order} */
    public static List<Tool> all() {
        return all(ToolLimits.DEFAULTS);
    }

    /**
     * Makes the tools.
     *
     * @param limits how much they read and answer
     * @return the six tools, always in the same order
     */
    public static List<Tool> all(ToolLimits limits) {
        return List.of(
                ListTool.create(requireNonNull(limits, "limits")),
                ReadTool.create(limits),
                WriteTool.create(limits),
                EditTool.create(limits),
                GlobTool.create(limits),
                GrepTool.create(limits, System::nanoTime));
    }
}
