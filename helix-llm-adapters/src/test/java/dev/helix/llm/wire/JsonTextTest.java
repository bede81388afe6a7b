/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.llm.engine.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private final JsonText text = new JsonText();

    private JsonValue read(String json) throws JsonProcessingException {
        // Other bytes around it must not matter.
        byte[] bytes = ("\"{" + json + "\"}").getBytes(StandardCharsets.UTF_8);
        return text.read(bytes, 2, bytes.length - 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a":{"x": 1.50}}                    | {"x": 1.50}
                    {"b":{"a":1},"a" : [ 1, {"a":2} ] }  | [ 1, {"a":2} ]
                    {"a":"t\\u00e9\\"x","b":1}           | "t\\u00e9\\"x"
                    {"a":12e3,"b":1}                     | 12e3
                    {"b":"ü🚀","a":true}                 | true
                    {"a":null}                           | null
                    {"\\u0061":-0.5}                     | -0.5
                    {"a":1,"a":2}                        | 2
                    {"b":{"a":1}}                        | ``
                    {"aa":1,"A":2,"":3}                  | ``
                    {}                                   | ``
                    ["a",1]                              | ``
                    """)
    void aMemberIsCutOutUntouched(String object, String value) throws JsonProcessingException {
        assertThat(read(object).path("a").raw()).isEqualTo(value);
    }

    @Test
    void anElementIsCutOutUntouched() throws JsonProcessingException {
        List<String> elements = new ArrayList<>();
        JsonValue array = read("[ {\"a\": 1.0} ,\"x\", 7 ,[ ]]");

        array.forEach(element -> elements.add(element.raw()));

        assertThat(elements).containsExactly("{\"a\": 1.0}", "\"x\"", "7", "[ ]");
        assertThat(array.path(1).text()).isEqualTo("x");
        assertThat(array.path(4).isMissing()).isTrue();
    }

    @Test
    void aMemberIsReplacedAndTheRestStays() throws JsonProcessingException {
        assertThat(read("{ \"a\": {}, \"b\":1.0 }").withMember("a", "{\"x\":1}"))
                .isEqualTo("{ \"a\": {\"x\":1}, \"b\":1.0 }");
        assertThat(read("{ \"b\":1.0 }").withMember("a", "7")).isEqualTo("{ \"b\":1.0 }");
        assertThat(read("[{\"a\":1}]").path(0).withMember("a", "7")).isEqualTo("{\"a\":7}");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    {"n":7},7
                    {"n":"7"},7
                    {"n":7.9},7
                    {"n":-7},-7
                    {"n":1e3},1000
                    {"n":9007199254740992},9007199254740992
                    {"n":9007199254740994},-1
                    {"n":1e999999999999},-1
                    {"n":"seven"},-1
                    {"n":null},-1
                    {"n":[7]},-1
                    {},-1
                    """)
    void aNumberThatIsNoneOrTooLargeIsTheOtherOne(String object, long number) throws JsonProcessingException {
        assertThat(read(object).number("n", -1)).isEqualTo(number);
    }

    @Test
    void aByteOrderMarkIsSkipped() throws JsonProcessingException {
        assertThat(read("\uFEFF{\"a\":\"b\"}").text("a")).isEqualTo("b");
    }

    @Test
    void wordsThatShareAPlaceInTheTableAreToldApart() throws JsonProcessingException {
        for (int i = 0; i < 10_000; i++) {
            String word = "x" + i % 500 + "y";
            assertThat(read("{\"w\":\"" + word + "\"}").word("w")).isEqualTo(word);
        }
        assertThat(read("{\"w\":\"\"}").word("w")).isEmpty();
        assertThat(read("{\"w\":\"\\u0061\"}").word("w")).isEqualTo("a");
        assertThat(read("{\"w\":\"x1y\"}").word("w"))
                .isSameAs(read("{\"w\":\"x1y\"}").word("w"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1}}",
                "{\"a\":1}{\"b\":2}",
                "{\"a\":1} x",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "nope",
                "nul",
                "truex",
                "NaN",
                "Infinity",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "\"",
                "\"a",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12G4\"",
                "\"\\u12\"",
                "\"\\",
                "{\"a\" 1}",
                "{1:2}",
                "[\"a\":1]",
                "// x\n1",
                "1,2"
            })
    void aMalformedTextIsRefusedAndTheNextOneRead(String malformed) throws JsonProcessingException {
        assertThatThrownBy(() -> read(malformed)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> WireJson.tree(JsonText.parse(malformed))).isInstanceOf(JsonProcessingException.class);

        assertThat(read("{\"a\":\"b\"}").text("a")).isEqualTo("b");
    }

    @Test
    void whatGrowsBeyondItsLimitIsRefused() throws JsonProcessingException {
        assertThat(read("[".repeat(1000) + "]".repeat(1000)).isArray()).isTrue();
        assertThatThrownBy(() -> read("[".repeat(1001) + "]".repeat(1001)))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("1000");
        assertThatThrownBy(() -> read("[".repeat(1_000_000))).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> read("1".repeat(1001))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void anyTextIsReadAsJacksonReadsIt() throws JsonProcessingException {
        for (int seed = 0; seed < 20_000; seed++) {
            String json = new RandomJson(new Random(seed)).text();

            assertSame(WireJson.JSON.readTree(json), read(json), "seed " + seed + ": " + json);
        }
    }

    @Test
    void aDamagedTextIsRefusedWhereJacksonRefusesIt() {
        int refused = 0;
        for (int seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            String json = damaged(new RandomJson(random).text(), random);
            JsonNode expected = null;
            try {
                expected = WireJson.JSON.readTree(json);
            } catch (JsonProcessingException e) {
                refused++;
            }
            JsonValue value = JsonValue.MISSING;
            try {
                value = read(json);
            } catch (JsonProcessingException e) {
                assertThat(expected == null || expected.isMissingNode())
                        .as("seed %s: %s refused: %s", seed, json, e.getMessage())
                        .isTrue();
                continue;
            }
            assertThat(expected).as("seed %s: %s accepted", seed, json).isNotNull();
            assertSame(expected, value, "seed " + seed + ": " + json);
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private static String damaged(String json, Random random) {
        StringBuilder damaged = new StringBuilder(json);
        String odd = "{}[]\":,\\ \n\t\u0001tfn0159-+.eEué";
        for (int i = 0; i <= random.nextInt(2); i++) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(3)) {
                case 0 -> damaged.setCharAt(at, odd.charAt(random.nextInt(odd.length())));
                case 1 -> damaged.insert(at, odd.charAt(random.nextInt(odd.length())));
                default -> damaged.setLength(Math.max(1, at));
            }
        }
        // Half a character does not survive on a wire.
        return new String(damaged.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static void assertSame(JsonNode expected, JsonValue value, String what) {
        if (expected.isObject()) {
            assertThat(value.isObject()).as(what).isTrue();
            assertThat(value.names()).as(what).containsAll(() -> expected.fieldNames());
            expected.properties().forEach(member -> assertSame(member.getValue(), value.path(member.getKey()), what));
        } else if (expected.isArray()) {
            assertThat(value.isArray()).as(what).isTrue();
            assertThat(value.isEmpty()).as(what).isEqualTo(expected.isEmpty());
            Iterator<JsonValue> elements = value.iterator();
            expected.forEach(element -> assertSame(element, elements.next(), what));
            assertThat(elements).as(what).isExhausted();
        } else if (expected.isTextual()) {
            assertThat(value.isText()).as(what).isTrue();
            assertThat(value.text()).as(what).isEqualTo(expected.textValue());
        } else {
            assertThat(value.isPresent()).as(what).isEqualTo(!expected.isNull());
            assertThat(value.raw())
                    .as(what)
                    .satisfies(raw -> assertThat(WireJson.JSON.readTree(raw)).isEqualTo(expected));
        }
    }

    /** JSON of every kind, written in odd ways. */
    private record RandomJson(Random random) {
        String text() {
            return space() + value(0) + space();
        }

        private String value(int depth) {
            return switch (random.nextInt(depth > 4 ? 4 : 7)) {
                case 0 -> List.of("true", "false", "null").get(random.nextInt(3));
                case 1 -> number();
                case 2, 3 -> quoted();
                case 4 -> members("[", "]", depth, "");
                default -> members("{", "}", depth, ":");
            };
        }

        private String members(String open, String close, int depth, String colon) {
            List<String> members = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                // In names, Jackson refuses half a character, which harms nobody.
                String name =
                        colon.isEmpty() ? "" : quoted().replaceAll("\\\\u[dD].{3}", "") + space() + colon + space();
                members.add(space() + name + value(depth + 1) + space());
            }
            return open + (members.isEmpty() ? space() : String.join(",", members)) + close;
        }

        private String number() {
            String fraction = random.nextBoolean() ? "" : "." + random.nextInt(1000);
            String exponent =
                    random.nextInt(3) > 0 ? "" : List.of("e1", "E+07", "e-3").get(random.nextInt(3));
            return (random.nextBoolean() ? "-" : "") + random.nextInt(200) + fraction + exponent;
        }

        private String quoted() {
            StringBuilder quoted = new StringBuilder("\"");
            for (int i = random.nextInt(8); i > 0; i--) {
                quoted.append(List.of(
                                "a",
                                "b",
                                " ",
                                "é",
                                "🚀",
                                "\u2028",
                                "\\n",
                                "\\\"",
                                "\\\\",
                                "\\/",
                                "\\u00e9",
                                "\\uD83D\\ude80",
                                "\\ud800",
                                "\\b\\f\\r\\t",
                                "\u007f",
                                ":,[]{}")
                        .get(random.nextInt(16)));
            }
            return quoted.append('"').toString();
        }

        private String space() {
            return random.nextInt(3) > 0 ? "" : List.of(" ", "\n", "\t", "\r\n").get(random.nextInt(4));
        }
    }
}
