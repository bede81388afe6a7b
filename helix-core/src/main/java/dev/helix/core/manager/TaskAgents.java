/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.AgentName;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolResult;
import dev.helix.core.agent.Agent;
import dev.helix.core.agent.AgentSpec;
import dev.helix.core.agent.Toolbox;
import dev.helix.core.delivery.DeliveryTools;
import dev.helix.core.delivery.WorkArea;
import dev.helix.core.scope.ScopeProposals;
import dev.helix.core.session.AgentState;
import dev.helix.core.session.EventLog;
import dev.helix.core.session.SessionEnvironment;
import dev.helix.core.session.StandardTools;
import dev.helix.core.session.TurnRunner;
import dev.helix.core.tool.TypedTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Execution Agent of one task and the SubAgents it dispatches.
 *
 * <p>A SubAgent's toolbox is built without {@code run_subagent}, {@code create_worktree_binding} and everything that
 * commits or delivers: what it must not do is not there to be called.
 */
final class TaskAgents {
    private final TaskPlan plan;
    private final SessionEnvironment environment;
    private final TurnRunner turns;
    private final WorkArea area;
    private final EventLog log;
    private final ModelId model;
    private final Agent execution;
    private final TaskState earlier;

    TaskAgents(TaskPlan plan, WorkArea area, WorkArea.Repository repository, EventLog log, TaskState earlier) {
        this.plan = plan;
        this.environment = plan.environment();
        this.turns = new TurnRunner(environment, log);
        this.area = area;
        this.log = log;
        this.earlier = earlier;
        this.model = plan.model();
        this.execution = agent(
                AgentName.EXECUTION, 0, ExecutionInstructions.execution(plan.baseline()), executionTools(repository));
    }

    /** Gives the Execution Agent the conversation it had. */
    void restore(AgentState state) {
        execution.restore(state.messages(), state.ofTurn(), state.answering());
    }

    /** Lets the Execution Agent work on a message of the Manager's until its turn ends. */
    void work(String message) throws InterruptedException {
        turns.run(execution, UserMessage.of(message), model);
    }

    /** Makes the agent of one SubAgent. */
    Agent subAgent(AgentName name) {
        return agent(name, 1, ExecutionInstructions.SUBAGENT, workTools());
    }

    /** {@return the tools that every agent of the task works with} */
    private List<Tool> workTools() {
        List<Tool> tools = new ArrayList<>(environment.tools());
        tools.addAll(plan.tools());
        return tools;
    }

    private List<Tool> executionTools(WorkArea.Repository repository) {
        List<Tool> tools = workTools();
        tools.addAll(StandardTools.repository(repository, log));
        tools.add(new SubAgentTool(
                        this::subAgent,
                        turns,
                        environment.engines(),
                        model,
                        environment.routes().subAgents().orElse(model),
                        log,
                        environment.agents().limits(),
                        earlier.subAgents())
                .tool());
        tools.add(new ScopeProposals(
                        plan.host(),
                        asking -> plan.context(Optional.of(asking)),
                        area.scope(),
                        log,
                        earlier.proposals())
                .tool());
        tools.add(completion());
        return tools;
    }

    private Tool completion() {
        return TypedTool.of(
                "complete",
                "Says that the work is done and ends your turn. The Manager then judges it on evidence and either"
                        + " delivers it or names the one gap that is left.",
                DeliveryTools.CompleteArguments.class,
                (arguments, context) -> {
                    log.event(AgentName.EXECUTION, DeliveryEvents.CompletionClaimed.of(arguments.summary()));
                    return ToolResult.ending("Handed to the Manager.");
                });
    }

    private Agent agent(AgentName name, int depth, String instructions, List<Tool> tools) {
        AgentSpec spec = new AgentSpec(
                plan.session(),
                Optional.of(plan.id()),
                name,
                depth,
                instructions,
                Toolbox.of(tools),
                area::workspace,
                names -> area.reportChanges(name, names));
        return new Agent(spec, environment.agents(), log);
    }
}
