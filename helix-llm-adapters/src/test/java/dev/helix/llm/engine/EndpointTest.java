/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com, https://api.anthropic.com/v1/messages",
        "https://api.anthropic.com/, https://api.anthropic.com/v1/messages",
        "http://127.0.0.1:8080, http://127.0.0.1:8080/v1/messages",
        "https://gateway.example/team/llm, https://gateway.example/team/llm/v1/messages",
        "https://gateway.example/team/llm//, https://gateway.example/team/llm/v1/messages",
    })
    void theResourceIsBelowTheBaseUrl(String base, String resource) {
        assertThat(Endpoint.at("anthropic", URI.create(base), "https://x").resource("/v1/messages"))
                .isEqualTo(URI.create(resource));
    }
}
