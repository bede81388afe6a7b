/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.EngineContract;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.servers.ProviderWire;
import dev.helix.llm.servers.ResponsesWire;
import java.net.URI;
import java.util.function.Function;

class ResponsesEngineTest extends EngineContract {
    ResponsesEngineTest() {
        super(new ResponsesWire());
    }

    @Override
    protected EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits) {
        return OpenAiEngines.responses()
                .baseUrl(uri.resolve("/v1/"))
                .transport(transport)
                .limits(limits)
                .build();
    }

    @Override
    protected boolean returnsReasoning(String body) {
        return body.contains("{\"type\":\"reasoning\",\"id\":\"rs_m1\",\"summary\":[{\"type\":\"summary_text\","
                        + "\"text\":\"I look first.\"}],\"encrypted_content\":\""
                        + ProviderWire.signature(model(), "I look first.") + "\"}")
                && body.contains("\"id\":\"msg_rs_m1\"")
                && body.contains("\"id\":\"fc_rs_m1_call_2\"");
    }

    @Override
    protected boolean stops(StopReason stop) {
        return stop != StopReason.PAUSED;
    }

    @Override
    protected String model() {
        return "gpt-5.5";
    }
}
