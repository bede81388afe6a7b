/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model that answers from a cassette. Thread-safe; any number of conversations can be played at once.
 *
 * <p>How a reply is found: the request becomes a {@link Transcript}, in which {@link RunValues} stand in for what
 * differs from run to run. A recorded conversation fits when its messages and replies, one after the other, are those of
 * the transcript; the reply is the one after the last of them. Where several fit, the first request gets the first, the
 * next one the second, and so on; the last is repeated. An authored conversation fits by how it opens, and its reply is
 * the one at the request's position. No state is kept beyond that count, so a conversation can be played again.
 */
final class CassettePlayer {
    private static final int SHOWN_CHARS = 300;
    private static final int CHARS_PER_TOKEN = 4;

    private final Cassette cassette;
    private final Map<String, String> named;
    private final Map<List<String>, Integer> asked = new ConcurrentHashMap<>();

    CassettePlayer(Cassette cassette, Map<String, String> named) {
        this.cassette = cassette;
        this.named = Map.copyOf(named);
    }

    /**
     * Answers a request.
     *
     * @param session the id of the session, empty when only the conversation tells it
     * @throws CassetteMismatchException if the cassette has no reply to it
     */
    ModelReply answer(ModelRequest request, Optional<String> session) throws InterruptedException {
        RunValues values = new RunValues(named, session, cassette.ignored());
        List<Transcript.Line> lines = Transcript.of(request, values);
        Cassette.Reply reply = recorded(lines, values).orElseGet(() -> authored(request, values));
        if (reply.stalls()) {
            new CountDownLatch(1).await();
        }
        AssistantMessage message = new AssistantMessage(revealed(reply, values), ScriptedModel.ORIGIN);
        return ModelReply.of(message, reply.stop(), reply.usage().orElseGet(() -> estimated(lines, message)));
    }

    private Optional<Cassette.Reply> recorded(List<Transcript.Line> lines, RunValues values) {
        List<Cassette.Reply> fitting = new ArrayList<>();
        Optional<Fit> nearest = Optional.empty();
        for (Cassette.Conversation conversation : cassette.conversations()) {
            if (conversation.opens().isEmpty()) {
                Fit fit = fit(conversation, lines, values);
                fit.reply().ifPresent(fitting::add);
                nearest = nearest.filter(other -> other.messages() >= fit.messages())
                        .or(() -> Optional.of(fit));
            }
        }
        if (!fitting.isEmpty()) {
            List<String> key = lines.stream().map(Transcript.Line::text).toList();
            return Optional.of(fitting.get(Math.min(asked.merge(key, 1, Integer::sum), fitting.size()) - 1));
        }
        if (nearest.isPresent()
                && cassette.conversations().stream().allMatch(c -> c.opens().isEmpty())) {
            throw new CassetteMismatchException(
                    cassette + " has no reply to this request. " + nearest.get().difference()
                            + "\nIf that is what the agent should get now, record the cassette again. If it only varies from run to"
                            + " run, name it on both sides (RecordingEngines.with, ReplayEngines.with), or add a pattern for it to"
                            + " \"ignored\" in the cassette");
        }
        return Optional.empty();
    }

    /**
     * How far a recorded conversation fits.
     *
     * @param messages how many messages are the same
     * @param reply what comes next, when all are
     * @param difference the first difference, otherwise
     */
    private record Fit(int messages, Optional<Cassette.Reply> reply, String difference) {}

    private static Fit fit(Cassette.Conversation conversation, List<Transcript.Line> lines, RunValues values) {
        int at = 0;
        for (Cassette.Reply reply : conversation.replies()) {
            for (String recorded : reply.heard()) {
                String heard = values.ignore(recorded);
                String now = at < lines.size() ? lines.get(at).text() : "(the request ends before)";
                if (!heard.equals(now)) {
                    return new Fit(at, Optional.empty(), difference(reply.place(), at, heard, now));
                }
                at++;
            }
            if (at == lines.size()) {
                return new Fit(at, Optional.of(reply), "");
            }
            if (!isSaid(reply, lines.get(at).reply(), values)) {
                String said = "model: " + reply.text()
                        + reply.calls().stream()
                                .map(call -> "\n" + call.tool() + " " + call.arguments())
                                .collect(Collectors.joining());
                return new Fit(
                        at,
                        Optional.empty(),
                        difference(reply.place(), at, said, lines.get(at).text()));
            }
            at++;
        }
        return new Fit(
                at,
                Optional.empty(),
                "Conversation '" + conversation.name() + "' ends after reply "
                        + conversation.replies().size() + "; then came: "
                        + shown(lines.get(lines.size() - 1).text()));
    }

    private static String difference(String place, int message, String recorded, String now) {
        List<String> before = recorded.lines().toList();
        List<String> after = now.lines().toList();
        int line = 0;
        while (line < before.size() && line < after.size() && before.get(line).equals(after.get(line))) {
            line++;
        }
        return "The nearest is " + place + ". What comes before it differs in message " + (message + 1) + ", line "
                + (line + 1) + ":\n  recorded: " + line(before, line) + "\n  now:      " + line(after, line);
    }

    private static String line(List<String> lines, int number) {
        return number < lines.size() ? shown(lines.get(number)) : "(the message ends before)";
    }

    private static boolean isSaid(Cassette.Reply reply, @Nullable AssistantMessage message, RunValues values) {
        if (message == null || message.calls().size() != reply.calls().size()) {
            return false;
        }
        try {
            boolean same = values.reveal(reply.text()).equals(message.text());
            for (int i = 0; same && i < reply.calls().size(); i++) {
                Cassette.Call recorded = reply.calls().get(i);
                ToolCall made = message.calls().get(i);
                String arguments = values.revealInJson(recorded.arguments());
                same = recorded.tool().equals(made.name())
                        && (arguments.equals(made.arguments())
                                || JsonText.object(arguments).equals(JsonText.object(made.arguments())));
            }
            return same;
        } catch (RunValues.UnknownValueException e) {
            return false;
        }
    }

    private Cassette.Reply authored(ModelRequest request, RunValues values) {
        String opening = ScriptedModel.opening(request);
        Cassette.Conversation conversation = cassette.conversations().stream()
                .filter(candidate -> candidate.opens().isPresent())
                .filter(candidate -> occurs(candidate.opens().get(), opening, values)
                        && occurs(candidate.system(), request.system(), values))
                .findFirst()
                .orElseThrow(() -> new CassetteMismatchException(cassette
                        + " has no conversation for a request that opens with: " + shown(opening) + "\nIt has: "
                        + openings() + "\nAdd one whose \"opens\" occurs in that message, and whose \"system\","
                        + " if it has one, occurs in the standing instructions"));
        int position = ScriptedModel.position(request);
        String news = ScriptedModel.news(request);
        if (position >= conversation.replies().size()) {
            throw new CassetteMismatchException(cassette + ", conversation '" + conversation.name() + "', has "
                    + conversation.replies().size() + " replies, and reply " + (position + 1)
                    + " was asked for. What came last: " + shown(news)
                    + "\nAdd a reply, or let an earlier one end the turn");
        }
        Cassette.Reply reply = conversation.replies().get(position);
        for (String expected : reply.expect()) {
            String text = reveal(expected, reply, values);
            if (!news.contains(text)) {
                throw new CassetteMismatchException(cassette + ", " + reply.place() + ", expects '" + text
                        + "', but what came is: " + shown(news)
                        + "\nCorrect \"expect\" in the cassette, or find out why the agent got something else");
            }
        }
        return reply;
    }

    private String openings() {
        return cassette.conversations().stream()
                .map(conversation -> "'" + conversation.name() + "'"
                        + conversation
                                .opens()
                                .map(opens -> " opens with '" + shown(opens) + "'")
                                .orElse(", recorded"))
                .collect(Collectors.joining("; "));
    }

    /** A text that needs a value this run does not have cannot occur in it. */
    private static boolean occurs(String template, String text, RunValues values) {
        try {
            return text.contains(values.reveal(template));
        } catch (RunValues.UnknownValueException e) {
            return false;
        }
    }

    private String reveal(String template, Cassette.Reply reply, RunValues values) {
        try {
            return values.reveal(template);
        } catch (RunValues.UnknownValueException e) {
            throw new CassetteMismatchException(cassette + ", " + reply.place() + ": " + e.getMessage());
        }
    }

    private List<Content> revealed(Cassette.Reply reply, RunValues values) {
        List<Content> content = new ArrayList<>();
        if (!reply.thinking().isEmpty()) {
            content.add(Thinking.of(ScriptedModel.ORIGIN, reveal(reply.thinking(), reply, values), ""));
        }
        if (!reply.text().isEmpty()) {
            content.add(Text.of(reveal(reply.text(), reply, values)));
        }
        for (Cassette.Call call : reply.calls()) {
            try {
                content.add(ToolCall.of(call.id(), call.tool(), values.revealInJson(call.arguments())));
            } catch (RunValues.UnknownValueException e) {
                throw new CassetteMismatchException(cassette + ", " + reply.place() + ": " + e.getMessage());
            }
        }
        return content;
    }

    private static Usage estimated(List<Transcript.Line> lines, AssistantMessage message) {
        int asked = lines.stream().mapToInt(line -> line.text().length()).sum();
        int said = message.content().toString().length();
        return Usage.of(tokens(asked), tokens(said));
    }

    private static int tokens(int characters) {
        return (characters + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }

    private static String shown(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN_CHARS ? line : line.substring(0, SHOWN_CHARS) + "...";
    }
}
