/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static java.util.Objects.requireNonNull;

import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The replies of models, written by a person or recorded from real ones. Immutable.
 *
 * <pre>{@code
 * {"format": "helix-cassette/1", "description": "a fix with one helper",
 *  "conversations": [
 *   {"name": "main", "opens": "Fix the login", "system": "Execution Agent",
 *    "replies": [
 *     {"text": "I read first.", "calls": [{"tool": "read", "arguments": {"path": "a.txt"}}]},
 *     {"expect": "1\tcontent", "text": "Done."}]}]}
 * }</pre>
 *
 * <p>An <b>authored</b> conversation has {@code opens}. A request belongs to the first one whose {@code opens} occurs in
 * its first user message and whose {@code system}, if given, occurs in its standing instructions. The reply is the one
 * at the position of the request, which is the number of assistant messages it already holds; so any number of agents
 * can play from one cassette at once.
 *
 * <p>A <b>recorded</b> conversation has no {@code opens}; each of its replies has {@code heard}, the messages that came
 * since the reply before. It fits when all messages up to the request are the same.
 *
 * <p>A reply holds a thinking, a text or a call, and optionally the rest:
 *
 * <ul>
 *   <li>{@code thinking}, {@code text}: what the model says
 *   <li>{@code calls}: each with {@code tool} and {@code arguments}, an object, or {@code raw}, any text in their place
 *   <li>{@code expect}: one text or a list; each must occur in what came after the last assistant message
 *   <li>{@code heard}: in a recorded conversation only, a list of messages
 *   <li>{@code stop}: a {@link dev.helix.api.model.StopReason}; follows from the calls when left out
 *   <li>{@code usage}: {@code inputTokens}, {@code outputTokens}, {@code cacheReadTokens}, {@code cacheWriteTokens};
 *       when left out, a quarter of the characters of the request and the reply
 *   <li>{@code stalls}: {@code true} when the reply never comes, until the agent is interrupted
 * </ul>
 *
 * <p>All texts may hold placeholders for values that differ from run to run:
 *
 * <ul>
 *   <li><code>{{session}}</code>: the session's id
 *   <li><code>{{worktree}}</code> and <code>{{home}}</code>: the worktree the agent was bound to, and Helix's home above
 *       it; <code>{{worktree:2}}</code> is the second one of the conversation
 *   <li><code>{{path:N}}</code>, <code>{{hash:N}}</code>: the N-th different absolute path, or word of 7 to 12, 40 or 64
 *       hexadecimal digits, in order of appearance; the number 1 may be left out
 *   <li><code>{{NAME}}</code>: a value named by {@link ReplayEngines#with}
 *   <li><code>{{open}}</code>: two opening braces
 *   <li><code>{{time}}</code>, <code>{{subagent}}</code>: dates, times, durations and the names of SubAgents; these and
 *       <code>{{ignored}}</code>, what a pattern of the cassette's list {@code ignored} matches, occur in {@code heard}
 *       only
 * </ul>
 */
public final class Cassette {
    static final String FORMAT = "helix-cassette/1";

    private final String json;
    private final String description;
    private final List<Pattern> ignored;
    private final List<Conversation> conversations;

    Cassette(String json, String description, List<Pattern> ignored, List<Conversation> conversations) {
        this.json = json;
        this.description = description;
        this.ignored = List.copyOf(ignored);
        this.conversations = List.copyOf(conversations);
    }

    /**
     * Reads a cassette from text.
     *
     * @throws CassetteUnusableException if it is no cassette; the message names the place and what is allowed there
     */
    public static Cassette parse(String json) {
        return CassetteReader.read("the cassette", requireNonNull(json, "json"));
    }

    /**
     * Reads a cassette from a file.
     *
     * @param file a UTF-8 file
     * @throws CassetteUnusableException if the file cannot be read or is no cassette; the message names it and the place
     */
    public static Cassette read(Path file) {
        try {
            return CassetteReader.read("the cassette " + file, Files.readString(requireNonNull(file, "file")));
        } catch (IOException e) {
            throw new CassetteUnusableException("the cassette " + file + " cannot be read: " + e, e);
        }
    }

    /** {@return what the cassette is about, possibly empty} */
    public String description() {
        return description;
    }

    /** {@return the cassette as text, fit for {@link #parse}} */
    public String json() {
        return json;
    }

    List<Pattern> ignored() {
        return ignored;
    }

    List<Conversation> conversations() {
        return conversations;
    }

    @Override
    public String toString() {
        return description.isEmpty() ? "the cassette" : "cassette '" + description + "'";
    }

    /**
     * One conversation of a cassette. It is authored when it tells how it opens, and recorded when its replies tell what
     * exactly came before each of them.
     *
     * @param name for messages
     * @param opens what the first user message must contain, empty when the conversation is recorded
     * @param system what the standing instructions must contain, possibly empty
     * @param replies in the order of the conversation
     */
    record Conversation(String name, Optional<String> opens, String system, List<Reply> replies) {
        Conversation {
            replies = List.copyOf(replies);
        }
    }

    /**
     * A reply, whose texts may hold placeholders.
     *
     * @param place where it stands, for messages
     * @param heard all that came since the reply before, as {@link Transcript} writes it; empty in an authored one
     * @param expect texts that must occur in what came since the reply before
     * @param thinking the model's reasoning, possibly empty
     * @param text what the model says, possibly empty
     * @param calls in the order the model makes them
     * @param stop why the model stops
     * @param usage empty when it is to be estimated
     * @param stalls whether the reply never comes
     */
    record Reply(
            String place,
            List<String> heard,
            List<String> expect,
            String thinking,
            String text,
            List<Call> calls,
            StopReason stop,
            Optional<Usage> usage,
            boolean stalls) {}

    /**
     * A tool call.
     *
     * @param id the same in every run
     * @param tool the name of the tool
     * @param arguments JSON text, or what a model mistook for it
     */
    record Call(String id, String tool, String arguments) {}
}
