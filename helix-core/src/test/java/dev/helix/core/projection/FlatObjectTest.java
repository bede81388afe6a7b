/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.helix.core.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatObjectTest {
    private static final String[] PIECES = {
        "{", "}", "{\"a\":", "\"b\"", ":", ",", "\"\"", "\"x\\n\\\"y\"", "\"\\u0041\"", "\\", "0", "-", "-1", "01",
                "12345",
        "1.5", "true", "false", "null", "nul", "[", "]", " ", "\n", "\t", "\u0001", "\"", "é", "\"a\"", "\"c\":2"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\":\"a/b.java\",\"limit\":200}",
                " { \"a\" : -1 , \"b\" : null , \"c\" : true , \"d\" : false , \"e\" : 0 } ",
                "{\"command\":\"printf \\\"a\\\\n\\\" | wc\\n\"}",
                "{\"a\":\"b\",\"b\":\"a\",\"ab\":\"\"}"
            })
    void usualArgumentsAreRecognized(String text) {
        assertThat(FlatObject.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[1]",
                "\"a\"",
                "{\"a\":1",
                "{\"a\":1}x",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":1.5}",
                "{\"a\":{}}",
                "{\"a\":[]}",
                "{\"a\":1,\"a\":2}",
                "{\"a\\n\":1}",
                "{\"a\":\"\\u00e9\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"b",
                "{\"a\":\"b\\",
                "{\"a\":nul}",
                "{\"a\":truely}"
            })
    void anythingElseIsLeftToTheParser(String text) {
        assertThat(FlatObject.is(text)).isFalse();
    }

    @Test
    void theParserAcceptsWhateverIsRecognized() {
        int recognized = 0;
        for (int seed = 0; seed < 200_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder("{\"a\":");
            for (int i = random.nextInt(9); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String json = text.append(random.nextBoolean() ? "}" : "").toString();
            if (FlatObject.is(json)) {
                recognized++;
                assertThatCode(() -> Json.validate(json))
                        .as("seed %d: %s", seed, json)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(recognized).isGreaterThan(100);
    }
}
