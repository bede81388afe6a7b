/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.anthropic;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.EngineContract;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.servers.AnthropicWire;
import dev.helix.llm.servers.ProviderWire;
import java.net.URI;
import java.util.function.Function;

class AnthropicContractTest extends EngineContract {
    AnthropicContractTest() {
        super(new AnthropicWire());
    }

    @Override
    protected EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits) {
        return AnthropicEngines.builder()
                .baseUrl(uri)
                .transport(transport)
                .limits(limits)
                .build();
    }

    @Override
    protected boolean returnsReasoning(String body) {
        return body.contains("{\"type\":\"thinking\",\"thinking\":\"I look first.\",\"signature\":\""
                + ProviderWire.signature(model(), "I look first.") + "\"}");
    }

    @Override
    protected boolean stops(StopReason stop) {
        return true;
    }
}
