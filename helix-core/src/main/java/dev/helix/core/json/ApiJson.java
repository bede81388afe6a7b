/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static dev.helix.core.json.EventForms.EVENT;
import static dev.helix.core.json.EventForms.TURN;
import static dev.helix.core.json.TaskForms.AGENT;
import static dev.helix.core.json.TaskForms.TASK;
import static dev.helix.core.json.WorktreeForms.SESSION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.model.Usage;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.UnknownEvent;
import java.util.Map;
import java.util.Optional;

/**
 * The one codec between values of the API and JSON, for journals, reports and cassettes: what it writes, it reads back
 * as an equal value.
 *
 * <p>Types have stable names of their own, independent of the names of classes. Ids and model ids are plain strings or
 * numbers, durations and instants ISO 8601, paths and enum constants strings, an absent value is null. Text that no
 * encoding can represent is repaired, so the output is always valid.
 */
public final class ApiJson {
    /** Rises when a reader of the old form could no longer make sense of an event. */
    private static final int EVENT_VERSION = 1;

    private static final Map<Class<?>, JsonForm<?>> FORMS = Map.of(
            Content.class, MessageForms.CONTENT,
            Message.class, MessageForms.MESSAGE,
            Usage.class, MessageForms.USAGE,
            EventBody.class, EVENT,
            SessionEvent.class, JsonForm.of(ApiJson::event, ApiJson::event),
            TaskOutcome.class, TaskForms.TASK_OUTCOME);

    private ApiJson() {}

    /**
     * Writes an event on one line.
     *
     * <pre>{@code
     * {"v":1,"seq":7,"at":"2026-01-01T00:00:00Z","session":"abc","task":null,"agent":{"role":"CODER","name":"coder"},
     *  "turn":3,"type":"MessageAdded","data":{"message":{"type":"UserMessage","content":[{"type":"Text","text":"hello"}]}}}
     * }</pre>
     *
     * @param event the event
     * @return JSON text without line breaks
     * @throws IllegalArgumentException if the event's body is of a kind that has no form
     */
    public static String write(SessionEvent event) {
        return Json.compact(event(event));
    }

    /** {@return the stable name of an event's kind} */
    public static String name(EventBody body) {
        return body instanceof UnknownEvent unknown ? unknown.kind() : EVENT.name(body);
    }

    /** Writes an outcome over several lines, for people. */
    public static String pretty(TaskOutcome outcome) {
        return Json.pretty(TaskForms.TASK_OUTCOME.write(outcome));
    }

    /**
     * Writes a value as a tree.
     *
     * @param type one of {@link Content}, {@link Message}, {@link Usage}, {@link EventBody}, {@link SessionEvent} and
     *     {@link TaskOutcome}
     * @throws IllegalArgumentException if the value is of a kind that has no form
     */
    public static <T> JsonNode tree(Class<T> type, T value) {
        return form(type).write(value);
    }

    /**
     * Reads a value.
     *
     * @param type as for {@link #tree}
     * @param json the value's tree
     * @throws InvalidRequestException if the tree is no form of such a value, or of a kind this version does not know
     */
    public static <T> T read(Class<T> type, JsonNode json) {
        try {
            return form(type).read(json);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("this JSON is no " + type.getSimpleName() + ": " + e.getMessage());
        }
    }

    @SuppressWarnings("unchecked") // the table holds for each class a form of that very class
    private static <T> JsonForm<T> form(Class<T> type) {
        JsonForm<?> form = FORMS.get(type);
        if (form == null) {
            throw new IllegalArgumentException(type.getName() + " has no JSON form here");
        }
        return (JsonForm<T>) form;
    }

    /** Puts what readers filter by first, and the kind of the event beside its data. */
    private static JsonNode event(SessionEvent event) {
        ObjectNode json = Json.object().put("v", EVENT_VERSION).put("seq", event.sequence());
        json.put("at", event.at().toString());
        json.set("session", SESSION.write(event.session()));
        json.set("task", event.task().map(TASK::write).orElse(json.nullNode()));
        json.set("agent", AGENT.write(event.agent()));
        json.set("turn", event.turn().map(TURN::write).orElse(json.nullNode()));
        json.put("type", name(event.body()));
        json.set("data", data(event.body()));
        return json;
    }

    private static JsonNode data(EventBody body) {
        if (!(body instanceof UnknownEvent unknown)) {
            return EVENT.writeNameless(body);
        }
        try {
            return Json.parse(unknown.json());
        } catch (JsonSyntaxException e) {
            throw new IllegalArgumentException("the data of " + unknown + " is no JSON: " + e.complaint(), e);
        }
    }

    /** Keeps what a later release added; a kind it knows has to be what it was. */
    private static EventBody body(String kind, JsonNode data) {
        return EVENT.knows(kind) ? EVENT.read(kind, data) : UnknownEvent.of(kind, Json.compact(data));
    }

    private static SessionEvent event(JsonNode json) {
        ObjectForm.Values in = new ObjectForm.Values(json);
        Optional<Integer> version = in.optional("v", JsonForm.SMALL_NUMBER);
        if (!version.equals(Optional.of(EVENT_VERSION))) {
            throw new IllegalArgumentException("it has version " + json.path("v") + ", this release reads "
                    + EVENT_VERSION + "; use the release that wrote it, or a later one");
        }
        return SessionEvent.builder(in.get("session", SESSION))
                .task(in.optional("task", TASK))
                .sequence(in.get("seq", JsonForm.NUMBER))
                .at(in.get("at", JsonForm.INSTANT))
                .agent(in.get("agent", AGENT))
                .turn(in.optional("turn", TURN))
                .build(body(in.text("type"), json.path("data")));
    }
}
