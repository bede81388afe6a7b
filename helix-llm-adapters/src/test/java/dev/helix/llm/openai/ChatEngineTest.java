/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.openai;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.EngineContract;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.servers.ChatWire;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;

class ChatEngineTest extends EngineContract {
    ChatEngineTest() {
        super(ChatWire.reasoning());
    }

    @Override
    protected EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits) {
        return OpenAiEngines.chat(
                        ChatServer.deepSeek().with(ChatFeature.CONTENT_PARTS).with(ChatFeature.JSON_SCHEMA))
                .profile(profile ->
                        profile.toBuilder().userMedia(Set.of("image/png")).build())
                .baseUrl(uri.resolve("/v1"))
                .transport(transport)
                .limits(limits)
                .build();
    }

    @Override
    protected boolean returnsReasoning(String body) {
        return body.contains("\"reasoning_content\":\"I look first.\"");
    }

    @Override
    protected boolean stops(StopReason stop) {
        return stop != StopReason.PAUSED;
    }
}
