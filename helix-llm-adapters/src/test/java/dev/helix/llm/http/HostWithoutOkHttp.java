/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Secret;
import dev.helix.llm.anthropic.AnthropicEngines;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What a host does, loaded by {@link WithoutOkHttpTest} in a class loader of its own. */
public final class HostWithoutOkHttp {
    private HostWithoutOkHttp() {}

    public static void createByDefault(URI uri) {
        AnthropicEngines.builder().baseUrl(uri).build().close();
    }

    public static String askWithJdk(URI uri) throws InterruptedException {
        try (AnthropicEngines engines = AnthropicEngines.builder()
                .baseUrl(uri)
                .transport(JdkHttpTransport::create)
                .build()) {
            return engines.open(EngineTarget.of(
                            ModelId.parse("anthropic:m"),
                            CallContext.of(new SessionId("abc")),
                            request -> Optional.of(Secret.of("k"))))
                    .generate(
                            ModelRequest.builder()
                                    .messages(List.of(UserMessage.of("hi")))
                                    .build(),
                            ModelListener.NONE)
                    .message()
                    .text();
        }
    }
}
