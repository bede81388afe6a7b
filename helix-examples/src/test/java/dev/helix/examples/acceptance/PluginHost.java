/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.HelixHome;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.TaskRequest;
import dev.helix.api.model.Secret;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.http.JdkHttpTransport;
import dev.helix.llm.http.OkHttpTransport;
import dev.helix.testkit.Cassette;
import dev.helix.testkit.ReplayEngines;
import dev.helix.worktree.GitWorktrees;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * A plugin that embeds all of the library; {@link UnloadingProgram} loads it with a class loader of its own.
 *
 * <p>It delivers a task from a cassette into a real repository, sends a turn over HTTP, and prints and compares all
 * that it was told.
 */
public final class PluginHost implements Callable<String> {
    private static final String CASSETTE = """
            {"format": "helix-cassette/1", "conversations": [
              {"name": "shout", "opens": "Shout in the greeting", "replies": [
                {"calls": [{"tool": "create_worktree_binding", "arguments": {"project_root": ".", "task": "Shout"}}]},
                {"calls": [{"tool": "write", "arguments": {"path": "src/shout.sh", "content": "shout() { echo !; }\\n"}},
                           {"tool": "shell", "arguments": {"command": "cat src/shout.sh"}}]},
                {"calls": [{"tool": "commit", "arguments": {"message": "Shout"}}]},
                {"calls": [{"tool": "complete", "arguments": {"summary": "Done."}}]}]}]}
            """;

    private final Path repository;
    private final HelixHome home;
    private final URI server;
    private final HttpTransport transport;

    /**
     * Prepares the work.
     *
     * @param repository a checkout with a {@code check.sh}
     * @param home the folder for the library's state
     * @param server the base address of a server that speaks the Messages protocol
     * @param transport {@code jdk} or {@code okhttp}
     */
    public PluginHost(String repository, String home, String server, String transport) {
        this.repository = Path.of(repository);
        this.home = HelixHome.at(Path.of(home));
        this.server = URI.create(server);
        this.transport = transport.equals("jdk") ? JdkHttpTransport.create() : OkHttpTransport.create();
    }

    @Override
    public String call() throws Exception {
        Queue<SessionEvent> heard = new ConcurrentLinkedQueue<>();
        try (Helix helix = Helix.builder()
                .home(home)
                .engines(
                        ReplayEngines.of(Cassette.parse(CASSETTE)),
                        AnthropicEngines.builder()
                                .baseUrl(server)
                                .transport(transport)
                                .build())
                .credentials(request -> Optional.of(Secret.of("sk-of-a-test")))
                .defaultModel("replay:any")
                .worktrees(GitWorktrees.create())
                .build()) {
            TaskRequest task = TaskRequest.of("Shout in the greeting.")
                    .in(repository)
                    .verifyWith("sh", "check.sh")
                    .build();
            TaskOutcome outcome = helix.manager().submit(task, heard::add).await();
            UserTurn hello = UserTurn.text("Hello?").with("anthropic:some-model");
            String answer = helix.sessions()
                    .create(SessionSpec.in(repository).build())
                    .send(hello)
                    .text();
            Set<SessionEvent> compared = Set.copyOf(heard);
            String printed = compared.stream().map(SessionEvent::toString).collect(Collectors.joining("\n"));
            return answer + " " + outcome.getClass().getSimpleName() + " " + !printed.isEmpty();
        } finally {
            transport.close();
        }
    }
}
