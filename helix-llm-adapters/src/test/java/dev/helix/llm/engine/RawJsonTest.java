/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawJsonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a":{"x": 1.50}}                    | {"x": 1.50}
                    {"b":{"a":1},"a" : [ 1, {"a":2} ] }  | [ 1, {"a":2} ]
                    {"a":"t\\u00e9\\"x","b":1}           | "t\\u00e9\\"x"
                    {"a":12e3,"b":1}                     | 12e3
                    {"b":"ü🚀","a":true}                 | true
                    {"a":null}                           | null
                    {"b":{"a":1}}                        | ``
                    {}                                   | ``
                    """)
    void membersAreCutOutUntouched(String object, String value) throws IOException {
        assertThat(RawJson.member(object, "a")).isEqualTo(value);
    }

    @Test
    void longTextsAreCutAtTheRightPlace() throws IOException {
        String big = "{\"x\":\"" + "é🚀".repeat(40_000) + "\",\"y\": [ 1.0 ]}";

        assertThat(RawJson.member("{\"b\":" + big + ",\"a\": " + big + " }", "a"))
                .isEqualTo(big);
    }

    @Test
    void aMemberIsReplacedAndTheRestStays() throws IOException {
        assertThat(RawJson.withMember("{ \"a\": {}, \"b\":1.0 }", "a", "{\"x\":1}"))
                .isEqualTo("{ \"a\": {\"x\":1}, \"b\":1.0 }");
        assertThat(RawJson.withMember("{ \"b\":1.0 }", "a", "7")).isEqualTo("{ \"b\":1.0 }");
    }

    @Test
    void elementsAreCutOutUntouched() throws IOException {
        assertThat(RawJson.elements("[ {\"a\": 1.0} ,\"x\", 7 ,[ ]]"))
                .containsExactly("{\"a\": 1.0}", "\"x\"", "7", "[ ]");
    }

    @Test
    void whatIsNoObjectIsAnError() {
        assertThatThrownBy(() -> RawJson.member("[1]", "a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> RawJson.member("", "a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> RawJson.member("{\"a\":", "a")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> RawJson.elements("{}")).isInstanceOf(IOException.class);
    }
}
