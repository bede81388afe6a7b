/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The conversations of a recording, written as a cassette. A request that goes on from a recorded reply becomes the next
 * reply of that conversation; any other begins a new one. Thread-safe.
 */
final class RecordedConversations {
    private static final int NAME_CHARS = 60;

    private final Optional<Path> file;
    private final ReentrantLock lock = new ReentrantLock();
    private final ObjectNode cassette = JsonText.object();
    private final ArrayNode conversations;

    /** The replies of each conversation, by its transcript up to and with the latest reply. */
    private final Map<List<String>, ArrayNode> open = new HashMap<>();

    RecordedConversations(String description, List<Pattern> ignored, Optional<Path> file) {
        this.file = file;
        cassette.put("format", Cassette.FORMAT).put("description", description);
        ArrayNode patterns = cassette.putArray("ignored");
        ignored.forEach(pattern -> patterns.add(pattern.pattern()));
        conversations = cassette.putArray("conversations");
    }

    void add(ModelRequest request, RunValues values, ModelReply reply) {
        List<Transcript.Line> lines = Transcript.of(request, values);
        List<String> asked = lines.stream().map(Transcript.Line::text).toList();
        ObjectNode recorded = written(reply, values);
        List<String> whole = new ArrayList<>(asked);
        whole.add(Transcript.line(reply.message(), values).text());
        lock.lock();
        try {
            int saidBefore = saidBefore(lines);
            ArrayNode replies = open.remove(asked.subList(0, saidBefore));
            if (replies == null) {
                saidBefore = 0;
                replies = begun(ScriptedModel.opening(request), values);
            }
            asked.subList(saidBefore, asked.size()).forEach(recorded.withArray("heard")::add);
            open.put(whole, replies.add(recorded));
            file.ifPresent(this::write);
        } finally {
            lock.unlock();
        }
    }

    private ArrayNode begun(String opening, RunValues values) {
        String line = values.hide(opening).lines().findFirst().orElse("");
        String name = line.substring(0, Math.min(line.length(), NAME_CHARS));
        ObjectNode conversation = conversations.addObject().put("name", conversations.size() + ": " + name);
        return conversation.putArray("replies");
    }

    /** {@return how many messages there are up to and with the last one of the model} */
    private static int saidBefore(List<Transcript.Line> lines) {
        int said = lines.size();
        while (said > 0 && lines.get(said - 1).reply() == null) {
            said--;
        }
        return said;
    }

    private static ObjectNode written(ModelReply reply, RunValues values) {
        ObjectNode json = JsonText.object();
        json.putArray("heard");
        String thinking = reply.message().content().stream()
                .filter(Thinking.class::isInstance)
                .map(part -> ((Thinking) part).text())
                .collect(Collectors.joining("\n"));
        if (!thinking.isEmpty()) {
            json.put("thinking", values.hide(thinking));
        }
        if (!reply.message().text().isEmpty()) {
            json.put("text", values.hide(reply.message().text()));
        }
        if (!reply.message().calls().isEmpty()) {
            ArrayNode calls = json.putArray("calls");
            reply.message().calls().forEach(call -> calls.add(written(call, values)));
        }
        json.put("stop", reply.stop().name());
        json.set("usage", written(reply.usage()));
        return json;
    }

    private static ObjectNode written(ToolCall call, RunValues values) {
        String arguments = values.hide(call.arguments());
        ObjectNode json = JsonText.object().put("tool", call.name());
        JsonText.object(arguments)
                .ifPresentOrElse(object -> json.set("arguments", object), () -> json.put("raw", arguments));
        return json;
    }

    private static ObjectNode written(Usage usage) {
        ObjectNode json =
                JsonText.object().put("inputTokens", usage.inputTokens()).put("outputTokens", usage.outputTokens());
        if (usage.cacheReadTokens() + usage.cacheWriteTokens() > 0) {
            json.put("cacheReadTokens", usage.cacheReadTokens()).put("cacheWriteTokens", usage.cacheWriteTokens());
        }
        return json;
    }

    /** A reader finds the old cassette or the new one. Temporary files are their owner's alone, and a move keeps that. */
    private void write(Path cassetteFile) {
        Path directory = cassetteFile.toAbsolutePath().getParent();
        try {
            Path fresh = Files.createTempFile(directory, ".cassette", ".tmp");
            try {
                Files.writeString(fresh, JsonText.pretty(cassette));
                Files.move(fresh, cassetteFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new CassetteUnusableException("the cassette " + cassetteFile + " cannot be written: " + e, e);
        }
    }

    String json() {
        lock.lock();
        try {
            return JsonText.pretty(cassette);
        } finally {
            lock.unlock();
        }
    }
}
