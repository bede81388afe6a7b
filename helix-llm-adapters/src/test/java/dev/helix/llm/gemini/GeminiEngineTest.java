/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.StopReason;
import dev.helix.llm.engine.EngineContract;
import dev.helix.llm.http.HttpLimits;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.servers.GeminiWire;
import dev.helix.llm.servers.ProviderWire;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GeminiEngineTest extends EngineContract {
    GeminiEngineTest() {
        super(new GeminiWire());
    }

    @Override
    protected EngineFactory factory(URI uri, Function<HttpLimits, HttpTransport> transport, HttpLimits limits) {
        return GeminiEngines.builder()
                .baseUrl(uri)
                .transport(transport)
                .limits(limits)
                .build();
    }

    @Override
    protected boolean returnsReasoning(String body) {
        return body.contains("{\"text\":\"I look first.\",\"thought\":true}")
                && body.contains("\"args\":{\"path\":\"a\"}},\"thoughtSignature\":\""
                        + ProviderWire.signature(model(), "read") + "\"}")
                && body.contains("\"args\":{\"path\":\"b\"}}}");
    }

    @Override
    protected boolean stops(StopReason stop) {
        return stop != StopReason.PAUSED;
    }

    @Override
    protected String model() {
        return "gemini-3-pro-preview";
    }

    @Test
    void aBlockedPromptIsARefusalWithoutContent() throws Exception {
        ModelReply reply = ask(streaming(
                Transport.JDK,
                List.of("data: {\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},"
                        + "\"usageMetadata\":{\"promptTokenCount\":9}}\n\n")));

        assertThat(reply.stop()).isEqualTo(StopReason.REFUSED);
        assertThat(reply.message().content()).isEmpty();
        assertThat(reply.usage().inputTokens()).isEqualTo(9);
    }
}
