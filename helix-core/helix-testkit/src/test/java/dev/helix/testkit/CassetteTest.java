/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.testkit;

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

    private static final String HEAD = "{\"format\":\"helix-cassette/1\",";

    @Test
    void textAndDescriptionAreKept() {
        Cassette cassette = Cassette.parse(HEAD + "\"description\":\"demo\",\"conversations\":[]}");

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
                "{\"format\":\"helix-cassette/1\",\"kind\":\"live\"}|'kind' is not known; allowed are format, description",
                "{\"format\":\"helix-cassette/1\",\"ignored\":[\"(\"]}|at ignored[0]: '(' is no regular expression",
                "{\"format\":\"helix-cassette/1\",\"conversations\":{}}|at conversations: expected a list, got {}",
                "{\"format\":\"helix-cassette/1\",\"conversations\":[{\"opens\":\"a\"}]}|at conversations[0]: 'name' is missing"
            })
    void damageIsNamedWithItsPlace(String json, String complaint) {
        assertThatThrownBy(() -> Cassette.parse(json))
                .isInstanceOf(CassetteUnusableException.class)
                .hasMessageStartingWith("the cassette")
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|[0]: a reply needs a thinking, a text, a call or a stalls",
                "{\"text\":1}|[0].text: expected a text, got 1",
                "{\"txt\":\"a\"}|[0]: 'txt' is not known; allowed are heard, expect",
                "{\"text\":\"a\",\"stop\":\"DONE\"}|[0].stop: 'DONE' is not known; allowed are END, TOOL_CALLS",
                "{\"text\":\"a\",\"heard\":[]}|[0]: 'heard' is for recorded conversations",
                "{\"calls\":{}}|[0].calls: expected a list",
                "{\"calls\":[{}]}|[0].calls[0]: 'tool' is missing",
                "{\"calls\":[{\"tool\":\"t\",\"arguments\":[]}]}|calls[0].arguments: expected an object; use raw",
                "{\"calls\":[{\"tool\":\"t\",\"arguments\":{},\"raw\":\"\"}]}|either arguments or raw",
                "{\"stalls\":1}|[0].stalls: expected true or false, got 1",
                "{\"text\":\"a\",\"usage\":{\"inputTokens\":-1}}|usage.inputTokens: expected a whole number of at least 0, got -1",
                "{\"text\":\"a\",\"expect\":[1]}|[0].expect[0]: expected a text",
                "{\"text\":\"a\",\"text\":\"b\"}|is no JSON"
            })
    void damageOfAReplyIsNamedWithItsPlace(String replies, String complaint) {
        assertThatThrownBy(() -> Cassette.parse(
                        HEAD + "\"conversations\":[{\"name\":\"a\",\"opens\":\"\",\"replies\":[" + replies + "]}]}"))
                .isInstanceOf(CassetteUnusableException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void conversationThatNeitherOpensNorWasHeardIsRefused() {
        assertThatThrownBy(() ->
                        Cassette.parse(HEAD + "\"conversations\":[{\"name\":\"a\",\"replies\":[{\"text\":\"a\"}]}]}"))
                .isInstanceOf(CassetteUnusableException.class)
                .hasMessageContaining("replies[0]: 'heard' is missing; or give the conversation an 'opens'");
    }

    @Test
    void fileIsNamedInEveryComplaint(@TempDir Path temp) throws IOException {
        Path file = Files.writeString(temp.resolve("broken.json"), "{");

        assertThatThrownBy(() -> Cassette.read(file))
                .isInstanceOf(CassetteUnusableException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> Cassette.read(temp.resolve("missing.json")))
                .isInstanceOf(CassetteUnusableException.class)
                .hasMessageContaining("missing.json");
    }
}
