/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A factory of engines that a {@link ScriptedModel} answers for. Any model name is served; the requests are kept.
 * Thread-safe.
 *
 * <pre>{@code
 * ScriptedEngines engines = ScriptedEngines.of(ScriptedModel.says("Hello."));
 * Helix helix = Helix.builder().home(home).engines(engines).defaultModel("scripted:any").build();
 * }</pre>
 */
public final class ScriptedEngines implements EngineFactory {
    private final String provider;
    private final ScriptedModel model;
    private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();

    private ScriptedEngines(String provider, ScriptedModel model) {
        this.provider = requireNonNull(provider, "provider");
        this.model = requireNonNull(model, "model");
    }

    /** {@return a factory named {@code scripted} that serves models {@code scripted:anything}} */
    public static ScriptedEngines of(ScriptedModel model) {
        return new ScriptedEngines("scripted", model);
    }

    /**
     * Stands in for another provider.
     *
     * @param provider the part of a model id before its colon
     * @return a copy of that name, which has kept no request
     */
    public ScriptedEngines provider(String provider) {
        return new ScriptedEngines(requireNonNull(provider, "provider"), model);
    }

    /** {@return the requests so far, in the order of their arrival} */
    public List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public ModelEngine open(EngineTarget target) {
        return new Engine(requireNonNull(target, "target").model(), "scripted", request -> {
            requests.add(request);
            return model.answer(request);
        });
    }

    /** An engine whose replies come from a scripted model and are streamed in pieces, as a provider's are. */
    static final class Engine implements ModelEngine {
        /** Enough to show that a listener gets pieces. */
        private static final int PIECES = 3;

        private final Origin origin;
        private final ScriptedModel model;

        Engine(ModelId id, String family, ScriptedModel model) {
            this.origin = new Origin(id.provider(), family, id.name());
            this.model = model;
        }

        @Override
        public Origin origin() {
            return origin;
        }

        @Override
        public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before the model was asked");
            }
            ModelReply reply = model.answer(request);
            List<Content> content =
                    reply.message().content().stream().map(this::own).toList();
            content.forEach(part -> stream(part, listener));
            return ModelReply.of(new AssistantMessage(content, origin), reply.stop(), reply.usage());
        }

        private Content own(Content part) {
            return part instanceof Thinking thinking
                    ? Thinking.of(origin, thinking.text(), thinking.signature())
                    : part;
        }

        private static void stream(Content part, ModelListener listener) {
            if (part instanceof Thinking thinking && !thinking.text().isEmpty()) {
                listener.thinking(thinking.text());
            } else if (part instanceof Text text) {
                pieces(text.text(), listener);
            }
        }

        private static void pieces(String text, ModelListener listener) {
            int size = Math.max(1, (text.length() + PIECES - 1) / PIECES);
            int start = 0;
            while (start < text.length()) {
                int end = Math.min(text.length(), start + size);
                if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                    end++;
                }
                listener.text(text.substring(start, end));
                start = end;
            }
        }
    }
}
