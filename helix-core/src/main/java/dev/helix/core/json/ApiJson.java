/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.StructuredData;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.session.SessionEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A writer of the values of the API as JSON, for journals and reports.
 *
 * <p>A record becomes an object of its components in declaration order; one that belongs to a sealed family starts with
 * {@code "type"}, the simple name of its class. Ids and model ids are plain strings, durations and instants ISO 8601,
 * paths and enum constants strings, an empty {@link Optional} is null. A {@link TaskOutcome} starts with
 * {@code "outcome"} instead of {@code "type"}. Text that has no encoding is repaired, so the output is always valid.
 */
public final class ApiJson {
    /** Rises when a reader of the old form could no longer make sense of an event. */
    private static final int EVENT_VERSION = 1;

    private final JsonGenerator out;

    private ApiJson(JsonGenerator out) {
        this.out = out;
    }

    /**
     * Writes a value on one line.
     *
     * @param value a value of the API, or a collection, map, optional, text, number or truth value
     * @return JSON text without line breaks
     * @throws IllegalArgumentException if a value of another type is found
     */
    public static String write(@Nullable Object value) {
        return print(value, false);
    }

    /**
     * Writes a value indented, for people.
     *
     * @param value as for {@link #write}
     * @return JSON text over several lines
     * @throws IllegalArgumentException if a value of another type is found
     */
    public static String pretty(@Nullable Object value) {
        return print(value, true);
    }

    private static String print(@Nullable Object value, boolean indented) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator generator = Json.factory().createGenerator(text)) {
            if (indented) {
                generator.useDefaultPrettyPrinter();
            }
            new ApiJson(generator).value(value);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private void value(@Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Optional<?> optional) {
            value(optional.orElse(null));
        } else if (value instanceof Iterable<?> elements && !(value instanceof Path)) {
            array(elements);
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof Content part) {
            content(part);
        } else if (value instanceof ToolMessage message) {
            kind("ToolMessage");
            property("callId", message.callId());
            property("toolName", message.toolName());
            property("content", message.content());
            property("error", message.error());
            out.writeEndObject();
        } else if (value instanceof Usage usage) {
            out.writeStartObject();
            property("inputTokens", usage.inputTokens());
            property("outputTokens", usage.outputTokens());
            property("cacheReadTokens", usage.cacheReadTokens());
            property("cacheWriteTokens", usage.cacheWriteTokens());
            out.writeEndObject();
        } else if (value instanceof TaskOutcome outcome) {
            outcome(outcome);
        } else if (value instanceof ScopeBaseline baseline) {
            baseline(baseline);
        } else if (value instanceof PathRules rules) {
            rules(rules);
        } else if (value instanceof ScopeDecision decision) {
            decision(decision);
        } else if (value instanceof SessionEvent event) {
            event(event);
        } else if (WorktreeJson.knows(value)) {
            object(WorktreeJson.parts(value));
        } else if (RecordShape.fits(value) && !(value instanceof ModelId)) {
            record(value, "type");
        } else {
            scalar(value);
        }
    }

    private void content(Content part) throws IOException {
        if (part instanceof Text text) {
            kind("Text");
            property("text", text.text());
        } else if (part instanceof Image image) {
            kind("Image");
            property("mediaType", image.mediaType());
            property("base64", image.base64());
        } else if (part instanceof Document document) {
            kind("Document");
            property("name", document.name());
            property("mediaType", document.mediaType());
            property("base64", document.base64());
        } else if (part instanceof StructuredData data) {
            kind("StructuredData");
            property("json", data.json());
        } else if (part instanceof Thinking thinking) {
            kind("Thinking");
            property("origin", thinking.origin());
            property("text", thinking.text());
            property("signature", thinking.signature());
        } else if (part instanceof ToolCall call) {
            kind("ToolCall");
            property("id", call.id());
            property("name", call.name());
            property("arguments", call.arguments());
        } else if (part instanceof Opaque opaque) {
            kind("Opaque");
            property("origin", opaque.origin());
            property("json", opaque.json());
        } else {
            throw new IllegalArgumentException(part.getClass().getName() + " has no JSON form here");
        }
        if (part.providerData().isPresent()) {
            property("providerData", part.providerData().get());
        }
        out.writeEndObject();
    }

    private void kind(String name) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", name);
    }

    private void scalar(Object value) throws IOException {
        if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Enum<?> constant) {
            out.writeString(constant.name());
        } else if (value instanceof CharSequence
                || value instanceof Path
                || value instanceof Duration
                || value instanceof Instant
                || value instanceof ModelId) {
            out.writeString(WellFormed.text(value.toString()));
        } else {
            throw new IllegalArgumentException(value.getClass().getName() + " has no JSON form here");
        }
    }

    private void array(Iterable<?> elements) throws IOException {
        out.writeStartArray();
        for (Object element : elements) {
            value(element);
        }
        out.writeEndArray();
    }

    private void map(Map<?, ?> map) throws IOException {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(WellFormed.text(String.valueOf(key)), value));
        out.writeStartObject();
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            property(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
    }

    private void record(Object record, String kindProperty) throws IOException {
        RecordShape shape = RecordShape.of(record.getClass());
        if (shape.plainText()) {
            value(shape.components().get(0).read(record));
            return;
        }
        out.writeStartObject();
        if (shape.kind().isPresent()) {
            out.writeStringField(kindProperty, shape.kind().get());
        }
        for (RecordShape.Component component : shape.components()) {
            property(component.name(), component.read(record));
        }
        out.writeEndObject();
    }

    private void object(Map<String, Object> parts) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, Object> part : parts.entrySet()) {
            property(part.getKey(), part.getValue());
        }
        out.writeEndObject();
    }

    private void outcome(TaskOutcome outcome) throws IOException {
        out.writeStartObject();
        property("outcome", outcome.kind());
        for (RecordShape.Component component :
                RecordShape.of(outcome.getClass()).components()) {
            property(component.name(), component.read(outcome));
        }
        out.writeEndObject();
    }

    /** Puts what readers filter by first, and the kind of the event beside its data. */
    private void event(SessionEvent event) throws IOException {
        out.writeStartObject();
        property("v", EVENT_VERSION);
        property("seq", event.sequence());
        property("at", event.at());
        property("session", event.session());
        property("task", event.task());
        property("agent", event.agent());
        property("turn", event.turn());
        property("type", event.body().getClass().getSimpleName());
        property("data", event.body());
        out.writeEndObject();
    }

    private void baseline(ScopeBaseline baseline) throws IOException {
        out.writeStartObject();
        property("request", baseline.request());
        property("hash", baseline.hash());
        property("paths", baseline.paths());
        property("rulesInWords", baseline.rulesInWords());
        property("mentioned", baseline.mentioned());
        property("verification", baseline.verification());
        out.writeEndObject();
    }

    private void rules(PathRules rules) throws IOException {
        out.writeStartObject();
        property("allow", rules.allow());
        property("deny", rules.deny());
        property("granted", rules.granted());
        out.writeEndObject();
    }

    private void decision(ScopeDecision decision) throws IOException {
        out.writeStartObject();
        property("answer", decision.answer());
        property("paths", decision.paths());
        property("reason", decision.reason());
        out.writeEndObject();
    }

    private void property(String name, @Nullable Object value) throws IOException {
        out.writeFieldName(name);
        value(value);
    }
}
