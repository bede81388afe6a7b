/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.tool.InvalidArgumentsException;
import dev.helix.api.tool.ToolExecution;
import dev.helix.api.tool.ToolParam;
import dev.helix.api.tool.ToolResult;
import dev.helix.core.json.JsonArguments;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedToolTest {

    enum Unit {
        CELSIUS,
        KELVIN
    }

    record Place(
            String city,

            @ToolParam(value = "Two letters.", required = false)
            String country) {}

    record Weather(
            @ToolParam("Where.") Place place,
            int daysAhead,
            @ToolParam(value = "How far.", required = false) Long radius,
            @ToolParam(value = "Scale.", required = false) Double scale,
            @ToolParam(value = "In what.", required = false) Unit unit,
            @ToolParam(value = "Exactly.", required = false) Boolean exact,
            @ToolParam(value = "Marks.", required = false) List<String> marks) {
        Weather {
            if (daysAhead < 0) {
                throw new IllegalArgumentException("days must be at least 0, was " + daysAhead);
            }
        }
    }

    private final AtomicReference<Weather> received = new AtomicReference<>();
    private final TypedTool tool = TypedTool.of("weather", "Tells the weather.", Weather.class, (args, context) -> {
        received.set(args);
        return ToolResult.of("sunny");
    });

    private Weather call(String json) throws InterruptedException {
        tool.call(JsonArguments.parse("weather", json), new TestToolContext(new MemoryWorkspace()));
        return received.get();
    }

    @Test
    void theSchemaFollowsFromTheComponents() {
        assertThat(tool.spec().inputSchema())
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"place\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},"
                        + "\"country\":{\"type\":\"string\",\"description\":\"Two letters.\"}},"
                        + "\"required\":[\"city\"],\"additionalProperties\":false,\"description\":\"Where.\"},"
                        + "\"days_ahead\":{\"type\":\"integer\"},"
                        + "\"radius\":{\"type\":\"integer\",\"description\":\"How far.\"},"
                        + "\"scale\":{\"type\":\"number\",\"description\":\"Scale.\"},"
                        + "\"unit\":{\"type\":\"string\",\"enum\":[\"CELSIUS\",\"KELVIN\"],\"description\":\"In what.\"},"
                        + "\"exact\":{\"type\":\"boolean\",\"description\":\"Exactly.\"},"
                        + "\"marks\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"description\":\"Marks.\"}},"
                        + "\"required\":[\"place\",\"days_ahead\"],\"additionalProperties\":false}");
    }

    @Test
    void argumentsArriveConverted() throws InterruptedException {
        assertThat(call("{\"place\":{\"city\":\"Rome\"},\"days_ahead\":\"3\",\"radius\":5000000000,\"scale\":1.5,"
                        + "\"unit\":\"kelvin\",\"exact\":\"true\",\"marks\":[\"a\",\"b\"]}"))
                .isEqualTo(new Weather(
                        new Place("Rome", null), 3, 5_000_000_000L, 1.5, Unit.KELVIN, true, List.of("a", "b")));
    }

    @Test
    void whatIsMissingIsNull() throws InterruptedException {
        assertThat(call("{\"place\":{\"city\":\"Rome\"},\"days_ahead\":0,\"radius\":null}"))
                .isEqualTo(new Weather(new Place("Rome", null), 0, null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|argument 'place' of weather is missing; it must be object",
                "{\"place\":\"Rome\",\"days_ahead\":1}|argument 'place' of weather must be an object, got \"Rome\"",
                "{\"place\":{},\"days_ahead\":1}|argument 'place.city' of weather is missing; it must be string",
                "{\"place\":{\"city\":\"R\"},\"days_ahead\":3000000000}|must be a whole number of 32 bits, got 3000000000",
                "{\"place\":{\"city\":\"R\"},\"days_ahead\":1.5}|must be a whole number of 32 bits, got 1.5",
                "{\"place\":{\"city\":\"R\"},\"days_ahead\":1,\"unit\":\"F\"}|must be one of CELSIUS, KELVIN, got \"F\"",
                "{\"place\":{\"city\":\"R\"},\"days_ahead\":1,\"marks\":[\"a\",[]]}|argument 'marks[1]' of weather must be a string",
                "{\"place\":{\"city\":\"R\"},\"days_ahead\":1,\"day\":2}|argument 'day' of weather is not known; known are: place, days_ahead",
                "{\"place\":{\"city\":\"R\"},\"days_ahead\":-1}|are refused: days must be at least 0, was -1"
            })
    void whatDoesNotFitIsNamed(String json, String message) {
        assertThatThrownBy(() -> call(json))
                .isInstanceOf(InvalidArgumentsException.class)
                .hasMessageContaining(message);
        assertThat(received).hasValue(null);
    }

    record WithDate(LocalDate day) {}

    record WithMap(List<Map<String, String>> maps) {}

    record OptionalPrimitive(
            @ToolParam(value = "n", required = false) int n) {}

    record Endless(List<Endless> more) {}

    @Test
    void componentsNoToolCanTakeFailAtConstruction() {
        assertThatThrownBy(() -> TypedTool.of("t", "", WithDate.class, (args, context) -> ToolResult.of("")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("WithDate.day has the type java.time.LocalDate");
        assertThatThrownBy(() -> TypedTool.of("t", "", WithMap.class, (args, context) -> ToolResult.of("")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("WithMap.maps[]");
        assertThatThrownBy(() -> TypedTool.of("t", "", OptionalPrimitive.class, (args, context) -> ToolResult.of("")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("use its box");
        assertThatThrownBy(() -> TypedTool.of("t", "", Endless.class, (args, context) -> ToolResult.of("")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("contains itself");
    }

    @Test
    void callsRunInOrderUnlessTheToolSaysThatTheyMayRunInParallel() {
        assertThat(tool.execution()).isEqualTo(ToolExecution.IN_ORDER);
        assertThat(tool.inParallel().execution()).isEqualTo(ToolExecution.PARALLEL);
    }
}
