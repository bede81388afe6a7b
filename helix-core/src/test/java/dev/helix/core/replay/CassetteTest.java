/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CassetteTest {

    private static final String HEAD = "{\"format\":\"helix-cassette/1\",\"kind\":\"authored\",";

    @Test
    void theHeaderSaysWhatItIs() {
        Cassette cassette = Cassette.parse(HEAD + "\"description\":\"demo\",\"conversations\":[]}");

        assertThat(cassette.kind()).isEqualTo(Cassette.Kind.AUTHORED);
        assertThat(cassette.description()).isEqualTo("demo");
        assertThat(Cassette.parse(cassette.json()).json()).isEqualTo(cassette.json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|is no JSON: line 1, column",
                "[]|at its top: expected an object",
                "``|at its top: expected an object",
                "{}|at its top: 'format' is missing",
                "{\"format\":\"helix-cassette/9\"}|at format: 'helix-cassette/9' is not known; allowed are helix-cassette/1",
                "{\"format\":\"helix-cassette/1\",\"kind\":\"live\"}|at kind: 'live' is not known; allowed are authored, recorded",
                "{\"format\":\"helix-cassette/1\",\"kind\":\"recorded\",\"conversations\":[]}|'conversations' is not known",
                "{\"format\":\"helix-cassette/1\",\"kind\":\"authored\",\"captures\":{\"w\":\"(\"}}|at captures.w: '(' is no regular expression",
                "{\"format\":\"helix-cassette/1\",\"kind\":\"authored\",\"captures\":{\"w\":\"a\"}}|at captures.w: 'a' must have exactly one group",
                "{\"format\":\"helix-cassette/1\",\"kind\":\"authored\",\"captures\":{\"session\":\"(a)\"}}|at captures: 'session' cannot name a value",
                "{\"format\":\"helix-cassette/1\",\"kind\":\"authored\",\"conversations\":{}}|at conversations: expected a list, got {}",
                "{\"format\":\"helix-cassette/1\",\"kind\":\"authored\",\"conversations\":[{\"name\":\"a\"}]}|at conversations[0]: 'opens' is missing"
            })
    void damageIsNamedWithItsPlace(String json, String complaint) {
        assertThatThrownBy(() -> Cassette.parse(json))
                .isInstanceOf(CassetteFormatException.class)
                .hasMessageStartingWith("the cassette")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|[0]: a reply needs a text, a thinking, a call or a fail",
                "{\"text\":1}|[0].text: expected a text, got 1",
                "{\"txt\":\"a\"}|[0]: 'txt' is not known; allowed are text, thinking",
                "{\"text\":\"a\",\"stop\":\"DONE\"}|[0].stop: 'DONE' is not known; allowed are END, TOOL_CALLS",
                "{\"calls\":{}}|[0].calls: expected a list",
                "{\"calls\":[{}]}|[0].calls[0]: 'tool' is missing",
                "{\"calls\":[{\"tool\":\"t\",\"arguments\":[]}]}|calls[0].arguments: expected an object; use raw",
                "{\"calls\":[{\"tool\":\"t\",\"arguments\":{},\"raw\":\"\"}]}|either arguments or raw",
                "{\"text\":\"a\",\"holdUntil\":3}|holdUntil and group are given together",
                "{\"text\":\"a\",\"group\":\"g\"}|holdUntil and group are given together",
                "{\"text\":\"a\",\"holdUntil\":0,\"group\":\"g\"}|expected a whole number of at least 1, got 0",
                "{\"text\":\"a\",\"holdUntil\":2,\"group\":\"g\"},{\"text\":\"a\",\"holdUntil\":3,\"group\":\"g\"}|[1].holdUntil: group 'g' holds until 2 elsewhere",
                "{\"fail\":{\"as\":\"bored\"}}|[0].fail.as: 'bored' is not known; allowed are rate-limited",
                "{\"fail\":{}}|'as' is missing",
                "{\"text\":\"a\",\"usage\":{\"inputTokens\":-1}}|usage.inputTokens: expected a whole number of at least 0, got -1",
                "{\"text\":\"a\",\"expect\":[1]}|[0].expect[0]: expected a text",
                "{\"text\":\"a\",\"text\":\"b\"}|is no JSON"
            })
    void damageOfAReplyIsNamedWithItsPlace(String replies, String complaint) {
        assertThatThrownBy(() -> Cassette.parse(
                        HEAD + "\"conversations\":[{\"name\":\"a\",\"opens\":\"\",\"replies\":[" + replies + "]}]}"))
                .isInstanceOf(CassetteFormatException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void aFileIsNamedInEveryComplaint(@TempDir Path temp) throws IOException {
        Path file = Files.writeString(temp.resolve("broken.json"), "{");

        assertThatThrownBy(() -> Cassette.read(file))
                .isInstanceOf(CassetteFormatException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> Cassette.read(temp.resolve("missing.json")))
                .isInstanceOf(CassetteFileException.class)
                .hasMessageContaining("missing.json");
    }
}
