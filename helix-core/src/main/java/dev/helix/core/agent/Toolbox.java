/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tools one agent was given; what is not in here does not exist for it. Immutable. */
public final class Toolbox {
    private final Map<String, Tool> tools;
    private final List<ToolSpec> specs;

    private Toolbox(Map<String, Tool> tools) {
        this.tools = tools;
        this.specs = tools.values().stream().map(Tool::spec).toList();
    }

    /**
     * Puts tools into a box, in the order given.
     *
     * @throws InvalidRequestException if two tools share a name
     */
    public static Toolbox of(Collection<Tool> tools) {
        Map<String, Tool> byName = new LinkedHashMap<>();
        for (Tool tool : tools) {
            String name = tool.spec().name();
            if (byName.putIfAbsent(name, tool) != null) {
                throw new InvalidRequestException("two tools are named '" + name + "'; tool names must be unique");
            }
        }
        return new Toolbox(byName);
    }

    /** {@return the descriptions shown to the model, always in the same order} */
    public List<ToolSpec> specs() {
        return specs;
    }

    /** {@return the names of all tools, in order} */
    public Set<String> names() {
        return tools.keySet();
    }

    /** Finds a tool by the name the model used. */
    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }
}
