/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.message.Message;
import dev.helix.api.message.Origin;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.projection.TargetProfile;
import dev.helix.core.projection.HistoryValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Engines whose requests are checked against their own profile before they are sent. Thread-safe. */
record CheckedEngines(EngineFactory inner, List<Checked> checked) implements EngineFactory {
    /** A request and what its model would refuse in it. */
    record Checked(String model, ModelRequest request, List<?> violations) {}

    @Override
    public String provider() {
        return inner.provider();
    }

    @Override
    public String vendor() {
        return inner.vendor();
    }

    @Override
    public ModelEngine open(EngineTarget target) {
        ModelEngine engine = inner.open(target);
        return new ModelEngine() {
            @Override
            public Origin origin() {
                return engine.origin();
            }

            @Override
            public EngineEndpoint endpoint() {
                return engine.endpoint();
            }

            @Override
            public TargetProfile profile(ModelRequest request) {
                return engine.profile(request);
            }

            @Override
            public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
                List<?> violations = new HistoryValidator(engine.profile(request)).violations(messages(request));
                checked.add(new Checked(target.model().toString(), request, violations));
                return engine.generate(request, listener);
            }
        };
    }

    private static List<Message> messages(ModelRequest request) {
        Stream<Message> instructions =
                request.system().isEmpty() ? Stream.empty() : Stream.of(new SystemMessage(request.system()));
        return new ArrayList<>(
                Stream.concat(instructions, request.messages().stream()).toList());
    }

    @Override
    public void close() {
        inner.close();
    }
}
