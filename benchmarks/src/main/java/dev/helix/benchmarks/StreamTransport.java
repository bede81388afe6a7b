/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.benchmarks;

import dev.helix.api.CallContext;
import dev.helix.api.SessionId;
import dev.helix.api.model.EngineFactory;
import dev.helix.api.model.EngineTarget;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelId;
import dev.helix.api.model.Secret;
import dev.helix.benchmarks.GeneratedStream.Protocol;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.llm.gemini.GeminiEngines;
import dev.helix.llm.http.HttpAnswer;
import dev.helix.llm.http.HttpEngineBuilder;
import dev.helix.llm.http.HttpPost;
import dev.helix.llm.http.HttpTransport;
import dev.helix.llm.ollama.OllamaEngines;
import dev.helix.llm.openai.ChatServer;
import dev.helix.llm.openai.OpenAiEngines;
import java.util.Optional;

/** A transport that answers every request with one stream from memory, so that no network is measured. Thread-safe. */
final class StreamTransport implements HttpTransport {
    private final GeneratedStream stream;
    private final String contentType;

    StreamTransport(Protocol protocol, GeneratedStream stream) {
        this.stream = stream;
        this.contentType = protocol == Protocol.OLLAMA ? "application/x-ndjson" : "text/event-stream";
    }

    /** {@return a factory of engines that get the stream for every answer} */
    EngineFactory engines(Protocol protocol) {
        return switch (protocol) {
            case ANTHROPIC -> transported(AnthropicEngines.builder()).build();
            case CHAT -> transported(OpenAiEngines.chat(ChatServer.openAi())).build();
            case RESPONSES -> transported(OpenAiEngines.responses()).build();
            case GEMINI -> transported(GeminiEngines.builder()).build();
            case OLLAMA -> transported(OllamaEngines.builder()).build();
        };
    }

    private <B extends HttpEngineBuilder<B>> B transported(HttpEngineBuilder<B> builder) {
        return builder.transport(this);
    }

    /** {@return an engine for a model} */
    static ModelEngine open(EngineFactory engines, String model) {
        return engines.open(EngineTarget.of(
                new ModelId(engines.provider(), model),
                CallContext.of(new SessionId("bench")),
                request -> Optional.of(Secret.of("key"))));
    }

    @Override
    public HttpAnswer post(HttpPost post) {
        return new Answer();
    }

    @Override
    public void close() {}

    private final class Answer implements HttpAnswer {
        private int at;

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Optional<String> header(String name) {
            return name.equals("content-type") ? Optional.of(contentType) : Optional.empty();
        }

        @Override
        public byte[] read() {
            byte[] chunk = stream.chunk(at);
            at += chunk.length;
            return chunk;
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }
}
