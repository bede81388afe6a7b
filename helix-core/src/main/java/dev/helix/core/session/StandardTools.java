/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.session;

import dev.helix.api.Limits;
import dev.helix.api.tool.Tool;
import dev.helix.core.agent.EventSink;
import dev.helix.core.delivery.DeliveryTools;
import dev.helix.core.delivery.WorkArea;
import dev.helix.core.tool.FileTools;
import dev.helix.core.tool.ShellTool;
import dev.helix.core.tool.ToolLimits;
import java.util.ArrayList;
import java.util.List;

/** Factory methods for the sets of tools that come with the library, one for each kind of agent. */
public final class StandardTools {
    private StandardTools() {}

    /** {@return the tools that read and change files and run commands; all that a SubAgent gets} */
    public static List<Tool> work(Limits limits) {
        ToolLimits bounds = ToolLimits.DEFAULTS.maxOutputChars(limits.toolResultCharacters());
        List<Tool> tools = new ArrayList<>(FileTools.all(bounds));
        tools.add(new ShellTool(limits.commandTime(), bounds));
        return tools;
    }

    /** {@return the tools that bind a worktree, commit and ask for a review} */
    public static List<Tool> repository(WorkArea.Repository repository, EventSink sink) {
        return List.of(
                DeliveryTools.bind(repository.bindings(), sink),
                DeliveryTools.commit(repository.bindings(), repository.pipeline()),
                DeliveryTools.requestReview(repository.bindings(), repository.pipeline()));
    }
}
