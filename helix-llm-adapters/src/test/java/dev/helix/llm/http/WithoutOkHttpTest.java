/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.HelixException;
import dev.helix.api.model.ModelId;
import dev.helix.core.json.Json;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.testkit.server.FakeHttpServer;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** A host whose class path holds neither OkHttp nor Kotlin. */
class WithoutOkHttpTest {
    private static final String ANSWER = "{\"type\":\"message\",\"role\":\"assistant\",\"stop_reason\":\"end_turn\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"hello\"}],\"usage\":{}}";

    private final URLClassLoader host = new URLClassLoader(
            Stream.of(
                            ModelId.class,
                            Json.class,
                            AnthropicEngines.class,
                            WithoutOkHttpTest.class,
                            JsonNode.class,
                            JsonParser.class,
                            JsonCreator.class,
                            Logger.class)
                    .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                    .toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void theDefaultIsRefusedWithTheLineThatDoesWithout() {
        assertThatThrownBy(() -> call("createByDefault", URI.create("http://127.0.0.1:1")))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .satisfies(e -> assertThat(e.getClass().getName()).isEqualTo(MissingTransportException.class.getName()))
                .hasMessageContainingAll("okhttp3", "com.squareup.okhttp3:okhttp-jvm", "JdkHttpTransport::create");
    }

    @Test
    void oneLineTakesTheTransportOfTheJdkAndCallsGoThrough() throws Exception {
        try (FakeHttpServer server = FakeHttpServer.start(
                (request, response) -> response.send(200, Map.of("content-type", "application/json"), ANSWER))) {
            assertThat(call("askWithJdk", server.uri())).isEqualTo("hello");
        }
    }

    @Test
    void theDefaultIsOkHttpWhereItIsThere() {
        try (HttpTransport transport = HttpTransport.createDefault(HttpLimits.defaults())) {
            assertThat(transport).isInstanceOf(OkHttpTransport.class);
        }
        assertThat(HelixException.class).isAssignableFrom(MissingTransportException.class);
    }

    private Object call(String method, URI uri) throws ReflectiveOperationException {
        return host.loadClass(HostWithoutOkHttp.class.getName())
                .getMethod(method, URI.class)
                .invoke(null, uri);
    }
}
