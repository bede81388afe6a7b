/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.readme;

import static dev.helix.testkit.ScriptedModel.call;
import static dev.helix.testkit.ScriptedModel.calls;
import static dev.helix.testkit.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.helix.api.HelixHome;
import dev.helix.api.Limits;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.api.tool.ToolSpec;
import dev.helix.core.Helix;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import dev.helix.worktree.CommandIsolation;
import dev.helix.worktree.GitWorktrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that {@code docs/tools.md} lists the tools that models are really offered. */
class ToolsPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = """
            # Built-in tools

            What models are offered, generated from what a model is sent in a session and in a managed task. Tools of the
            host come on top; their names must differ. All paths are relative to the worktree, or to the session's
            directory before one is bound.

            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeRepository() throws Exception {
        for (String[] git : new String[][] {
            {"init", "-q", "-b", "main"},
            {"-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "Begin"}
        }) {
            List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
            command.addAll(List.of(git));
            assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        }
    }

    @Test
    void pageListsEveryToolWithItsArguments() throws Exception {
        ScriptedEngines engines = ScriptedEngines.of(
                ScriptedModel.steps(calls(call("run_subagent", "task", "look")), says("There is nothing.")));
        try (Helix helix = Helix.builder()
                .home(HelixHome.at(folder.resolve("home")))
                .engines(engines)
                .defaultModel("scripted:model")
                .worktrees(GitWorktrees.builder()
                        .commands(CommandIsolation.UNSANDBOXED)
                        .build())
                .limits(Limits.builder().sendBacksPerTask(1).build())
                .build()) {
            var unused = helix.sessions().create(SessionSpec.in(folder).build()).send(UserTurn.text("session"));
            TaskRequest request =
                    TaskRequest.of("task").in(folder).verifyWith("true").build();
            helix.manager().submit(request, event -> {}).await();
        }

        Pages.requireSame("docs/tools.md", HEAD + page(engines.requests()));
    }

    private static String page(List<ModelRequest> requests) throws IOException {
        Map<String, ToolSpec> specs = new LinkedHashMap<>();
        Map<String, Set<String>> users = new LinkedHashMap<>();
        for (ModelRequest request : requests) {
            for (ToolSpec spec : request.tools()) {
                specs.putIfAbsent(spec.name(), spec);
                users.computeIfAbsent(spec.name(), unused -> new LinkedHashSet<>())
                        .add(user(request));
            }
        }
        StringBuilder page = new StringBuilder();
        for (ToolSpec spec : specs.values()) {
            page.append("## ").append(spec.name()).append("\n\n").append(spec.description());
            page.append("\n\nOffered to: ")
                    .append(String.join(", ", users.get(spec.name())))
                    .append(".\n\n");
            page.append(arguments(JSON.readTree(spec.inputSchema())));
        }
        return page.toString().stripTrailing() + "\n";
    }

    /** A SubAgent cannot dispatch others, and only a managed task has scope to propose. */
    private static String user(ModelRequest request) {
        List<String> names = request.tools().stream().map(ToolSpec::name).toList();
        if (names.contains("run_subagent")) {
            return "the Execution Agent of a task";
        }
        return names.contains("commit") ? "the agent of a session" : "SubAgents";
    }

    private static String arguments(JsonNode schema) {
        if (schema.path("properties").isEmpty()) {
            return "No arguments.\n\n";
        }
        List<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        String rows = schema.path("properties").properties().stream()
                .map(property -> "| `" + property.getKey() + "` | " + type(property.getValue()) + " | "
                        + (required.contains(property.getKey()) ? "yes" : "no") + " | "
                        + property.getValue().path("description").asText() + " |\n")
                .collect(Collectors.joining());
        return "| argument | type | required | meaning |\n|---|---|---|---|\n" + rows + "\n";
    }

    private static String type(JsonNode property) {
        String type = property.path("type").asText();
        return type.equals("array")
                ? "list of " + property.path("items").path("type").asText()
                : type;
    }
}
