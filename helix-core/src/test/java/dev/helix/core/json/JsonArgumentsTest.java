/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.tool.InvalidArgumentsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonArgumentsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  \n", "null", "{}"})
    void nothingCountsAsAnEmptyObject(String json) {
        assertThat(JsonArguments.parse("read", json).json()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\":\"a",
                "{path:1}",
                "[1]",
                "\"text\"",
                "{\"a\":NaN}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1} trailing",
                "{\"a\":1}{\"a\":2}"
            })
    void whatIsNotOneObjectIsRefusedAndShown(String json) {
        assertThatThrownBy(() -> JsonArguments.parse("read", json))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining("arguments of read")
                .hasMessageContaining(json);
    }

    @Test
    void endlessNestingIsRefused() {
        String json = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertThatThrownBy(() -> JsonArguments.parse("read", json))
                .isInstanceOf(InvalidArgumentsException.class)
                .message()
                .hasSizeLessThan(600);
    }

    @ParameterizedTest
    @CsvSource({"12,12", "'\"12\"',12", "12.0,12", "'\" -3 \"',-3", "1e3,1000"})
    void wholeNumbersMayBeWrittenLoosely(String value, long expected) {
        assertThat(JsonArguments.parse("read", "{\"n\":" + value + "}").optionalInteger("n"))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"twelve\"", "true", "[1]", "{}", "1e30", "\"\"", "1e999999999"})
    void whatIsNoWholeNumberNamesToolPropertyAndValue(String value) {
        JsonArguments arguments = JsonArguments.parse("read", "{\"limit\":" + value + "}");

        assertThatThrownBy(() -> arguments.optionalInteger("limit"))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageStartingWith("argument 'limit' of read must be a whole number, got");
    }

    @Test
    void truthMayBeWrittenAsText() {
        JsonArguments arguments = JsonArguments.parse("t", "{\"a\":\"True\",\"b\":false,\"c\":null,\"d\":\"yes\"}");

        assertThat(arguments.optionalBoolean("a")).contains(true);
        assertThat(arguments.optionalBoolean("b")).contains(false);
        assertThat(arguments.optionalBoolean("c")).isEmpty();
        assertThatThrownBy(() -> arguments.optionalBoolean("d")).hasMessageContaining("true or false");
    }

    @Test
    void missingTextIsNamed() {
        assertThatThrownBy(() -> JsonArguments.parse("read", "{}").string("path"))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessage("argument 'path' of read is missing; it must be a string");
    }

    @Test
    void aSingleTextCountsAsAListOfOne() {
        JsonArguments arguments = JsonArguments.parse("t", "{\"a\":\"x\",\"b\":[\"y\",2],\"c\":[{}]}");

        assertThat(arguments.strings("a")).containsExactly("x");
        assertThat(arguments.strings("b")).containsExactly("y", "2");
        assertThat(arguments.strings("missing")).isEmpty();
        assertThatThrownBy(() -> arguments.strings("c")).hasMessageContaining("'c[0]'");
    }

    @Test
    void shownValuesAreCut() {
        JsonArguments arguments = JsonArguments.parse("t", "{\"n\":\"" + "x".repeat(10_000) + "\"}");

        assertThatThrownBy(() -> arguments.optionalInteger("n")).message().hasSizeLessThan(160);
    }

    @Test
    void loneSurrogatesAreRepaired() {
        assertThat(JsonArguments.parse("t", "{\"a\":\"x\\ud83dy\"}").string("a"))
                .isEqualTo("x\uFFFDy");
        assertThat(JsonArguments.parse("t", "{\"a\":\"\\ud83d\\ude00\"}").string("a"))
                .isEqualTo("\uD83D\uDE00");
    }
}
