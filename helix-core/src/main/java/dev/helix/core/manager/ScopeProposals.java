/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import dev.helix.api.AgentName;
import dev.helix.api.manager.TaskEvents;
import dev.helix.api.manager.TaskHost;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;
import dev.helix.api.tool.InvalidArgumentsException;
import dev.helix.api.tool.Tool;
import dev.helix.api.tool.ToolContext;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import dev.helix.core.agent.EventSink;
import dev.helix.core.delivery.ScopeDescription;
import dev.helix.core.delivery.ScopeLock;
import dev.helix.core.tool.TypedTool;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channel that carries an agent's wish for more scope to the host, who alone can grant it. Thread-safe. */
final class ScopeProposals {
    private static final Logger LOG = LoggerFactory.getLogger(ScopeProposals.class);

    private final TaskHost host;
    private final ScopeLock scope;
    private final EventSink sink;
    private final AtomicInteger made = new AtomicInteger();

    ScopeProposals(TaskHost host, ScopeLock scope, EventSink sink) {
        this.host = host;
        this.scope = scope;
        this.sink = sink;
    }

    /** What {@code propose_scope} takes. */
    public record Arguments(
            @ToolParam("What you want to do beyond the request")
            String what,

            @ToolParam("Why the task cannot be done without it")
            String why,

            @ToolParam("The files or directories concerned, relative to the repository root")
            List<String> paths) {}

    Tool tool() {
        return TypedTool.of(
                        "propose_scope",
                        "Asks the user to widen the task's scope. The answer is yes, no or defer; no and defer mean that the"
                                + " scope stays as it is.",
                        Arguments.class,
                        this::propose)
                .asExclusive();
    }

    private ToolResult propose(Arguments arguments, ToolContext context) throws InterruptedException {
        requireUsable(arguments);
        ScopeProposal proposal =
                new ScopeProposal(made.incrementAndGet(), arguments.what(), arguments.why(), arguments.paths());
        sink.event(context.agent(), new TaskEvents.ScopeProposed(proposal));
        ScopeDecision decision = ask(proposal);
        PathRules rules = decision == ScopeDecision.YES ? scope.widen(proposal.paths()) : scope.rules();
        sink.event(AgentName.MANAGER, new TaskEvents.ScopeDecided(proposal, decision, rules));
        return switch (decision) {
            case YES -> ToolResult.of("Yes. You may now change: " + ScopeDescription.of(rules) + ".");
            case NO ->
                ToolResult.of("No. The scope stays as it is: " + ScopeDescription.of(rules) + ". Leave this alone.");
            case DEFER ->
                ToolResult.of("Deferred: noted as follow-up work for another task. The scope stays as it is: "
                        + ScopeDescription.of(rules) + ". Leave this alone for now.");
        };
    }

    private static void requireUsable(Arguments arguments) {
        if (arguments.paths().isEmpty()) {
            throw new InvalidArgumentsException("propose_scope: 'paths' is empty; name the files concerned");
        }
        arguments.paths().stream()
                .filter(ScopeProposals::isEverything)
                .findFirst()
                .ifPresent(all -> {
                    throw new InvalidArgumentsException("propose_scope: '" + all
                            + "' would lift the scope altogether; name the files or directories concerned");
                });
        try {
            PathRules.only(arguments.paths().toArray(String[]::new));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidArgumentsException("propose_scope: " + malformed.getMessage());
        }
    }

    /** A host that reads "**" in passing must not find out later what it agreed to. */
    private static boolean isEverything(String path) {
        return path.strip().chars().allMatch(c -> "*?/.".indexOf(c) >= 0);
    }

    private ScopeDecision ask(ScopeProposal proposal) throws InterruptedException {
        try {
            return Objects.requireNonNullElse(host.decide(proposal), ScopeDecision.NO);
        } catch (RuntimeException | Error failure) {
            LOG.warn("the host failed to answer scope proposal {}; taken as no", proposal.number(), failure);
            return ScopeDecision.NO;
        }
    }
}
