/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.recipes;

import dev.helix.api.message.Message;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.Progress;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.session.SessionListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A view of a conversation for a window or a page, built from events alone: those of {@code Session.events(1)} build it
 * anew, those that a listener hears go on with it.
 *
 * <p>What is kept follows from durable events; progress only shows what is being written. Each change hands the screen
 * a copy, on a thread of the library.
 */
public final class ConversationView implements SessionListener {
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> running = new LinkedHashMap<>();
    private final Consumer<Screen> show;
    private String writing = "";

    /** What is to be seen: the lines so far, the tools that run, and the text that is being written. */
    record Screen(List<String> lines, List<String> tools, String writing) {}

    ConversationView(Consumer<Screen> show) {
        this.show = show;
    }

    @Override
    public void event(SessionEvent event) {
        EventBody body = event.body();
        if (body instanceof SessionEvents.MessageAdded added) {
            add(added.message());
        } else if (body instanceof SessionEvents.ModelSwitched switched) {
            lines.add("(" + switched.to() + " goes on)");
        } else if (body instanceof SessionEvents.TurnFailed failed) {
            writing = "";
            lines.add("(no answer: " + failed.explanation() + ")");
        } else if (body instanceof CallEvents.ToolCallStarted started) {
            running.put(started.callId(), started.tool());
        } else if (body instanceof CallEvents.ToolCallFinished finished) {
            running.remove(finished.callId());
        }
        show.accept(new Screen(List.copyOf(lines), List.copyOf(running.values()), writing));
    }

    private void add(Message message) {
        writing = "";
        if (!(message instanceof ToolMessage) && !message.text().isBlank()) {
            lines.add(message.text());
        }
    }

    @Override
    public void progress(Progress progress) {
        if (progress instanceof Progress.TextDelta delta) {
            writing += delta.text();
        } else if (progress instanceof Progress.MessageDiscarded) {
            writing = "";
        }
        show.accept(new Screen(List.copyOf(lines), List.copyOf(running.values()), writing));
    }
}
