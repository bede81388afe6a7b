/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Opaque;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;

/** An engine that answers the requests of one session from a cassette. Thread-safe. */
final class ReplayEngine implements ModelEngine {
    private final EngineTarget target;
    private final Playback playback;

    ReplayEngine(EngineTarget target, Playback playback) {
        this.target = target;
        this.playback = playback;
    }

    @Override
    public Origin origin() {
        return new Origin(target.model().provider(), "replay", target.model().model());
    }

    @Override
    public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
        RequestKey asked = new RequestKey(request, target.caller().session(), playback.names());
        ScriptedReply reply = playback.next(asked);
        AssistantMessage message = new AssistantMessage(reveal(reply, asked), origin());
        Streaming.play(message, listener);
        return ModelReply.of(
                message,
                reply.template().stop(),
                reply.template().usage().orElseGet(() -> TokenEstimate.of(request, message)));
    }

    private List<Content> reveal(ScriptedReply reply, RequestKey asked) {
        List<Content> content = new ArrayList<>();
        try {
            for (Content part : reply.template().content()) {
                content.add(reveal(part, asked.placeholders()));
            }
        } catch (UnknownPlaceholderException e) {
            throw new CassetteMismatchException(playback.cassette() + ", " + reply.place() + ": " + e.complaint());
        }
        return content;
    }

    private Content reveal(Content part, Placeholders values) throws UnknownPlaceholderException {
        if (part instanceof Text text) {
            return Text.of(values.reveal(text.text()));
        }
        if (part instanceof Thinking thinking) {
            return Thinking.of(of(thinking.origin()), values.reveal(thinking.text()), thinking.signature());
        }
        if (part instanceof ToolCall call) {
            return ToolCall.of(call.id(), call.name(), values.revealInJson(call.arguments()));
        }
        if (part instanceof Opaque opaque) {
            return Opaque.of(of(opaque.origin()), values.revealInJson(opaque.json()));
        }
        return part;
    }

    private Origin of(Origin written) {
        return written.equals(ReplyReader.UNKNOWN) ? origin() : written;
    }
}
