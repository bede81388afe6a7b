/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.Thinking;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.MissingCredentialException;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.api.projection.TargetProfile;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An endpoint with a protocol of its own, whose models answer by a script and whose requests are kept. Thread-safe. */
public final class FakeProvider implements EngineFactory {
    private final EngineEndpoint endpoint;
    private final Function<Origin, TargetProfile> profile;
    private final List<Step> steps;
    private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean keyIsThere = true;
    private volatile String vendor;

    /** What a model answers. */
    @FunctionalInterface
    public interface Step {
        /** Answers a request that reached the model. */
        ModelReply answer(Origin self, ModelRequest request) throws InterruptedException;
    }

    /** Creates a service whose last step answers everything after it. */
    public FakeProvider(String provider, Function<Origin, TargetProfile> profile, Step... steps) {
        this(new EngineEndpoint(provider, provider + "-protocol", "", EngineEndpoint.Kind.SERVICE), profile, steps);
    }

    /** Creates an endpoint whose last step answers everything after it. */
    public FakeProvider(EngineEndpoint endpoint, Function<Origin, TargetProfile> profile, Step... steps) {
        this.endpoint = endpoint;
        this.vendor = endpoint.provider();
        this.profile = profile;
        this.steps = List.of(steps);
    }

    /** {@return a step of one text} */
    public static Step says(String text) {
        return (self, request) -> reply(self, StopReason.END, Text.of(text));
    }

    /** {@return a step of reasoning that only its own model may see, and a call} */
    public static Step calls(String id, String tool) {
        return (self, request) -> reply(
                self,
                StopReason.TOOL_CALLS,
                Thinking.of(self, "let me see", "signed by " + self.model()),
                Text.of("I call " + tool + "."),
                ToolCall.of(id, tool, "{}"));
    }

    /** {@return a step that fails} */
    public static Step fails(RuntimeException failure) {
        return (self, request) -> {
            throw failure;
        };
    }

    private static ModelReply reply(Origin self, StopReason stop, Content... content) {
        return ModelReply.of(new AssistantMessage(List.of(content), self), stop, Usage.of(10, 5));
    }

    /** Takes the key away, or brings it back. */
    public FakeProvider key(boolean isThere) {
        this.keyIsThere = isThere;
        return this;
    }

    /** Sets whose models the endpoint serves. */
    public FakeProvider vendor(String vendor) {
        this.vendor = vendor;
        return this;
    }

    /** {@return what reached the models, in order} */
    public List<ModelRequest> requests() {
        return requests;
    }

    /** {@return the names of the models that were asked, in order} */
    public List<String> asked() {
        return asked;
    }

    @Override
    public String provider() {
        return endpoint.provider();
    }

    @Override
    public String vendor() {
        return vendor;
    }

    @Override
    public ModelEngine open(EngineTarget target) {
        if (!keyIsThere) {
            throw new MissingCredentialException("no key for " + provider());
        }
        Origin origin = new Origin(provider(), endpoint.family(), target.model().name());
        return new ModelEngine() {
            @Override
            public Origin origin() {
                return origin;
            }

            @Override
            public EngineEndpoint endpoint() {
                return endpoint;
            }

            @Override
            public TargetProfile profile(ModelRequest request) {
                return profile.apply(origin);
            }

            @Override
            public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted before the model was asked");
                }
                int number;
                synchronized (requests) {
                    number = requests.size();
                    requests.add(request);
                    asked.add(origin.model());
                }
                return steps.get(Math.min(number, steps.size() - 1)).answer(origin, request);
            }
        };
    }
}
