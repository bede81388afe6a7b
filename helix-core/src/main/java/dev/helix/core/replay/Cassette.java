/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The replies of models, written by a person or recorded from real ones. Immutable.
 *
 * <p>An <b>authored</b> cassette tells conversations. A request belongs to the first one whose {@code opens} occurs in
 * its first user message and whose {@code system}, if given, occurs in its standing instructions. The reply is the one
 * at the position of the request, which is the number of assistant messages it already holds; so any number of agents
 * can play from one cassette at once.
 *
 * <pre>{@code
 * {"format": "helix-cassette/1", "kind": "authored", "description": "a fix with one helper",
 *  "captures": {"worktree": "worktree: (\\S+)"},
 *  "conversations": [
 *   {"name": "main", "opens": "Fix the login", "system": "execution agent",
 *    "replies": [
 *     {"thinking": "...", "text": "I read first.", "calls": [{"tool": "read", "arguments": {"path": "a.txt"}}]},
 *     {"expect": "1\tcontent", "text": "Done.", "usage": {"inputTokens": 10, "outputTokens": 2}}]}]}
 * }</pre>
 *
 * <p>Of a reply all is optional, but it holds at least a text, a thinking, a call or a {@code fail}:
 *
 * <ul>
 *   <li>{@code text}, {@code thinking}: what the model says
 *   <li>{@code calls}: each with {@code tool} and {@code arguments}, an object, or {@code raw}, any text in their place
 *   <li>{@code expect}: one text or a list; each must occur in what came after the last assistant message
 *   <li>{@code stop}: a {@link dev.helix.api.model.StopReason}; follows from the calls when left out
 *   <li>{@code usage}: {@code inputTokens}, {@code outputTokens}, {@code cacheReadTokens}, {@code cacheWriteTokens};
 *       when left out, a quarter of the characters of the request and the reply
 *   <li>{@code group} and {@code holdUntil}: no request of the group is answered until that many different ones have
 *       arrived
 *   <li>{@code fail}: {@code as} is {@code rate-limited}, {@code unavailable}, {@code rejected} or
 *       {@code authentication}; {@code times} is how many attempts fail before the reply is given, every one when left
 *       out; {@code retryAfterMillis} and {@code message} are optional
 * </ul>
 *
 * <p>A <b>recorded</b> cassette holds {@code exchanges}: the digest of a conversation, with everything replaced that
 * differs from run to run, and the reply to it. {@link RecordingEngines} writes them.
 *
 * <p>All texts may hold placeholders: <code>{{session}}</code>, the session's id; <code>{{NAME}}</code>, a value named by
 * {@link ReplayEngines#with} or a capture, which is the first group of the first match of its pattern in the
 * conversation; <code>{{hash:N}}</code>, the N-th different word of 8, 10, 40 or 64 hex digits in the conversation,
 * counted from 1 in order of appearance; and <code>{{open}}</code>, two opening braces.
 */
public final class Cassette {
    static final String FORMAT = "helix-cassette/1";

    private final String json;
    private final Kind kind;
    private final String description;
    private final Map<String, Pattern> captures;
    private final List<Conversation> conversations;
    private final List<Exchange> exchanges;

    /** The origin of a cassette. */
    public enum Kind {
        /** Written by a person. */
        AUTHORED,
        /** Recorded from an engine. */
        RECORDED
    }

    Cassette(String json, Header header, List<Conversation> conversations, List<Exchange> exchanges) {
        this.json = json;
        this.kind = header.kind();
        this.description = header.description();
        this.captures = Map.copyOf(header.captures());
        this.conversations = List.copyOf(conversations);
        this.exchanges = List.copyOf(exchanges);
    }

    /** What every cassette begins with. */
    record Header(Kind kind, String description, Map<String, Pattern> captures) {}

    /**
     * Reads a cassette from text.
     *
     * @param json the text
     * @return the cassette
     * @throws CassetteFormatException if it is no cassette; the message names the place and what is allowed there
     */
    public static Cassette parse(String json) {
        return CassetteReader.read("the cassette", json);
    }

    /**
     * Reads a cassette from a file.
     *
     * @param file a UTF-8 file
     * @return the cassette
     * @throws CassetteFileException if the file cannot be read
     * @throws CassetteFormatException if it is no cassette; the message names the file and the place
     */
    public static Cassette read(Path file) {
        try {
            return CassetteReader.read("the cassette " + file, Files.readString(file));
        } catch (IOException e) {
            throw new CassetteFileException("the cassette " + file + " cannot be read: " + e, e);
        }
    }

    /** {@return where the cassette comes from, authored or recorded} */
    public Kind kind() {
        return kind;
    }

    /** {@return what the cassette is about, as it says, possibly empty} */
    public String description() {
        return description;
    }

    /** {@return the cassette as text, fit for {@link #parse}, JSON text} */
    public String json() {
        return json;
    }

    Map<String, Pattern> captures() {
        return captures;
    }

    List<Conversation> conversations() {
        return conversations;
    }

    List<Exchange> exchanges() {
        return exchanges;
    }

    @Override
    public String toString() {
        return "cassette '" + description + "'";
    }
}
