/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.workspace.Workspace;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import dev.helix.llm.cli.CliEngineException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** An exchange with a program that reads one prompt, writes lines of JSON and ends. Immutable. */
final class CommandConversation implements CliEngine.Conversation {
    /** Programs put warnings between their lines; more than this is something else than the protocol. */
    private static final int MAX_STRAY_CHARS = 64 * 1024;

    /** How long a program may stay open after its result. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final Pattern QUESTION =
            Pattern.compile("(\\?|\\[[yY]/[nN]]|\\([yY]/[nN]\\)|[Pp]assword:|[Pp]ress (any key|[Ee]nter).*)\\s*$");

    private final Function<ReplyCollector, EventDecoder> decoder;

    CommandConversation(Function<ReplyCollector, EventDecoder> decoder) {
        this.decoder = decoder;
    }

    @Override
    public void hold(AgentProcess process, Workspace workspace, String prompt, ReplyCollector reply)
            throws InterruptedException {
        process.send(prompt);
        process.endInput();
        EventDecoder events = decoder.apply(reply);
        StringBuilder stray = new StringBuilder();
        try {
            boolean open = true;
            while (open && !reply.isFinished()) {
                open = take(process.readLine(), events, stray);
            }
            long deadline = System.nanoTime() + LINGER.toNanos();
            while (open) {
                open = take(process.readLineBefore(deadline), events, stray);
            }
            int status = process.status();
            if (!reply.isFinished() && reply.failure().isEmpty()) {
                throw withoutResult(status, stray.toString().strip(), process.errors());
            }
        } catch (CliEngineException e) {
            // A complete answer holds, however its program behaves afterwards.
            if (!reply.isFinished()) {
                throw e;
            }
        }
    }

    /** {@return whether there was a line} */
    private static boolean take(Optional<String> line, EventDecoder events, StringBuilder stray) {
        if (line.isEmpty()) {
            return false;
        }
        Optional<JsonNode> event = event(line.get());
        if (event.isPresent()) {
            events.accept(event.get());
        } else {
            stray.append(line.get().strip()).append('\n');
            requireProtocol(stray);
        }
        return true;
    }

    private static Optional<JsonNode> event(String line) {
        if (!line.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.parse(line)).filter(JsonNode::isObject);
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    private static void requireProtocol(StringBuilder stray) {
        if (stray.length() > MAX_STRAY_CHARS) {
            throw new CliEngineException(
                    Reason.GARBLED,
                    "wrote something else than lines of JSON, beginning with: " + stray.substring(0, 200));
        }
    }

    private static CliEngineException withoutResult(int status, String stray, String errors) {
        String said = stray.length() > 500 ? stray.substring(stray.length() - 500) : stray;
        if (QUESTION.matcher(stray).find() || QUESTION.matcher(errors).find()) {
            return new CliEngineException(Reason.ASKED_FOR_INPUT, "asked a question and got no answer: " + said);
        }
        if (status == 0 && !stray.isEmpty()) {
            return new CliEngineException(Reason.GARBLED, "wrote no result, but: " + said);
        }
        return new CliEngineException(
                Reason.EXITED_EARLY,
                "ended with status " + status + " before it answered" + (said.isEmpty() ? "" : ": " + said));
    }
}
