/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import dev.helix.api.AgentName;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.manager.TaskContext;
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
import dev.helix.core.tool.TypedTool;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channel that carries an agent's wish for more scope to the host, who alone can grant it. Thread-safe. */
public final class ScopeProposals {
    /** Name of the tool. */
    public static final String NAME = "propose_scope";

    /** What a person can still judge; who needs more names directories. */
    private static final int MAX_PATHS = 50;
    /** A few paragraphs: a person reads this before answering. */
    private static final int MAX_WORDS_CHARACTERS = 2_000;

    /** A name that no file has; what covers it covers everything. */
    private static final String NOBODYS_NAME = "\uffff";

    private static final Logger LOG = LoggerFactory.getLogger(ScopeProposals.class);

    private final TaskHost host;
    private final Function<AgentName, TaskContext> contexts;
    private final ScopeLock scope;
    private final EventSink sink;
    private final AtomicInteger made;

    /**
     * Opens the channel of one task.
     *
     * @param contexts makes what the host is told of the circumstances, for the agent that asks
     * @param made how many proposals there were
     */
    public ScopeProposals(
            TaskHost host, Function<AgentName, TaskContext> contexts, ScopeLock scope, EventSink sink, int made) {
        this.host = host;
        this.contexts = contexts;
        this.scope = scope;
        this.sink = sink;
        this.made = new AtomicInteger(made);
    }

    /** What {@code propose_scope} takes. */
    public record Arguments(
            @ToolParam("What you want to do beyond the request")
            String what,

            @ToolParam("Why the task cannot be done without it")
            String why,

            @ToolParam("The files or directories concerned, relative to the repository root")
            List<String> paths) {}

    /** {@return the tool with which an agent asks} */
    public Tool tool() {
        return TypedTool.of(
                NAME,
                "Asks the user to widen the task's scope. The answer is yes, yes for some of the paths, no or"
                        + " defer; no and defer mean that the scope stays as it is.",
                Arguments.class,
                this::propose);
    }

    private ToolResult propose(Arguments arguments, ToolContext context) throws InterruptedException {
        requireUsable(arguments);
        ScopeProposal proposal =
                new ScopeProposal(made.incrementAndGet(), arguments.what(), arguments.why(), arguments.paths());
        sink.event(context.agent().orElseThrow(), TaskEvents.ScopeProposed.of(proposal));
        Granted granted =
                granted(proposal, ask(proposal, contexts.apply(context.agent().orElseThrow())));
        sink.event(AgentName.MANAGER, TaskEvents.ScopeDecided.of(proposal, granted.decision(), granted.rules()));
        return answer(granted.decision(), granted.rules());
    }

    /** An answer and the rules now in force. */
    private record Granted(ScopeDecision decision, PathRules rules) {}

    private Granted granted(ScopeProposal proposal, ScopeDecision decision) {
        if (decision.answer() != ScopeDecision.Answer.YES) {
            return new Granted(decision, scope.rules());
        }
        return new Granted(decision, scope.widen(decision.paths().isEmpty() ? proposal.paths() : decision.paths()));
    }

    /**
     * {@return what the agent that asked is told}
     *
     * @param rules which paths may be changed from now on
     */
    public static ToolResult answer(ScopeDecision decision, PathRules rules) {
        String why = decision.reason().map(reason -> " The reason: " + reason).orElse("");
        return switch (decision.answer()) {
            case YES ->
                ToolResult.of(
                        decision.paths().isEmpty()
                                ? "Yes. You may now change: " + rules + "." + why
                                : "Yes, but only for "
                                        + String.join(", ", decision.paths()) + ". You may now change: "
                                        + rules + "." + why);
            case NO -> ToolResult.of("No. The scope stays as it is: " + rules + ". Leave this alone." + why);
            case DEFER ->
                ToolResult.of("Deferred: noted as follow-up work for another task. The scope stays as it is: " + rules
                        + ". Leave this alone for now." + why);
        };
    }

    private static void requireUsable(Arguments arguments) {
        List<String> paths = arguments.paths();
        if (paths.isEmpty() || paths.size() > MAX_PATHS) {
            throw new InvalidArgumentsException("propose_scope: 'paths' names 1 to " + MAX_PATHS
                    + " files or directories, these are " + paths.size());
        }
        requireShort("what", arguments.what());
        requireShort("why", arguments.why());
        try {
            // The bounds first: what follows looks at every character.
            PathRules.of(paths, List.of());
        } catch (InvalidRequestException malformed) {
            throw new InvalidArgumentsException("propose_scope: " + malformed.getMessage());
        }
        paths.stream().filter(ScopeProposals::isEverything).findFirst().ifPresent(all -> {
            throw new InvalidArgumentsException("propose_scope: '" + all
                    + "' would lift the scope altogether; name the files or directories concerned");
        });
    }

    private static void requireShort(String name, String words) {
        if (words.length() > MAX_WORDS_CHARACTERS) {
            throw new InvalidArgumentsException("propose_scope: '" + name + "' has " + words.length()
                    + " characters, and at most " + MAX_WORDS_CHARACTERS + " are allowed; say it shorter");
        }
    }

    /** A host that reads "**" in passing must not find out later what it agreed to. */
    private static boolean isEverything(String path) {
        PathRules rule = PathRules.only(path);
        return path.strip().chars().allMatch(c -> "*?/.".indexOf(c) >= 0)
                || rule.allows(NOBODYS_NAME)
                || rule.allows(NOBODYS_NAME + "/" + NOBODYS_NAME);
    }

    private ScopeDecision ask(ScopeProposal proposal, TaskContext context) throws InterruptedException {
        try {
            return Objects.requireNonNullElse(host.decide(proposal, context), ScopeDecision.no());
        } catch (RuntimeException | Error failure) {
            LOG.warn("the host failed to answer scope proposal {}; taken as no", proposal.number(), failure);
            return ScopeDecision.no();
        }
    }
}
