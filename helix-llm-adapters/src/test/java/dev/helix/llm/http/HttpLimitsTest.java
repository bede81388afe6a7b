/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpLimitsTest {
    @Test
    void limitsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> HttpLimits.builder().idle(Duration.ZERO).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("idle is PT0S");
        assertThatThrownBy(
                        () -> HttpLimits.builder().wholeCall(Duration.ofDays(2)).build())
                .hasMessageContaining("wholeCall is PT48H");
        assertThatThrownBy(() -> HttpLimits.builder().responseBytes(0).build())
                .hasMessageContaining("responseBytes is 0");
    }

    @Test
    void aRequestPrintsNeitherItsHeadersNorItsBody() {
        HttpPost post = new HttpPost(URI.create("https://x/y"), Map.of("x-api-key", "secret"), new byte[7]);

        assertThat(post).hasToString("POST https://x/y (7 bytes)");
    }
}
