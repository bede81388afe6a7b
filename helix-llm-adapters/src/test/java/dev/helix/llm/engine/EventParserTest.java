/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
    private final EventParser parser = new EventParser();

    @Test
    void eventsAreParsedOneAfterTheOther() throws IOException {
        String large = "{\"text\":\"" + "é🚀\\n".repeat(20_000) + "\",\"rest\":[1.50,{}]}";
        for (String event :
                List.of("{\"a\":1}", "{}", large, "{\"b\":{\"c\":null}} \n", "[1]", "\"x\"", "7", large, "{}")) {
            assertThat(parser.parse(event)).isEqualTo(WireJson.JSON.readTree(event));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":", "{\"a\":1", "{\"a\":1}}", "{\"a\":1}{\"b\":2}", "{\"a\":1} x", "{'a':1}", "nope"})
    void aMalformedEventIsRefusedAndTheNextOneParsed(String malformed) throws IOException {
        parser.parse("{\"before\":1}");

        assertThatThrownBy(() -> parser.parse(malformed)).isInstanceOf(JsonProcessingException.class);

        assertThat(parser.parse("{\"a\":\"b\"}").path("a").textValue()).isEqualTo("b");
    }
}
