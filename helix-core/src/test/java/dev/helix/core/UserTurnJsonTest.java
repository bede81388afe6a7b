/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.message.Content;
import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.StructuredData;
import dev.helix.api.message.Text;
import dev.helix.api.message.UserMessage;
import dev.helix.api.session.UserTurn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTurnJsonTest {
    @Test
    void aTurnOfTextIsReadWithItsModelAndItsId() {
        UserTurn turn = UserTurnJson.read(
                "{\"type\":\"user\",\"content\":\"Try again.\",\"model\":\"claude-haiku-4-5\",\"req_id\":\"7f3a\"}");

        assertThat(turn)
                .isEqualTo(UserTurn.text("Try again.").with("claude-haiku-4-5").requestId("7f3a"));
        assertThat(UserTurnJson.read("{\"type\":\"user\",\"content\":\"x\",\"model\":null,\"req_id\":null}"))
                .isEqualTo(UserTurn.text("x"));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        List<Content> parts = List.of(
                Text.of("What is \"this\"?\n"),
                Image.of("image/png", "iVBORw0K"),
                Document.of("a.pdf", "application/pdf", "JVBERi0="),
                StructuredData.of("{\"a\":1}"));
        UserTurn turn = UserTurn.of(new UserMessage(parts)).with("openai:gpt-5").requestId("r");

        assertThat(UserTurnJson.read(UserTurnJson.write(turn))).isEqualTo(turn);
        assertThat(UserTurnJson.write(UserTurn.text("hi"))).isEqualTo("{\"type\":\"user\",\"content\":\"hi\"}");
        assertThat(UserTurnJson.read(UserTurnJson.write(UserTurn.text("hi").requestId("r"))))
                .isEqualTo(UserTurn.text("hi").requestId("r"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"user\" | no JSON",
                "[] | no JSON object",
                "{\"content\":\"x\"} | 'type'",
                "{\"type\":\"assistant\",\"content\":\"x\"} | 'type'",
                "{\"type\":\"user\"} | 'content'",
                "{\"type\":\"user\",\"content\":7} | 'content'",
                "{\"type\":\"user\",\"content\":[]} | 'content'",
                "{\"type\":\"user\",\"content\":[{\"type\":\"Text\"}]} | 'content[0]'",
                "{\"type\":\"user\",\"content\":[{\"type\":\"Text\",\"text\":\"a\"},{\"type\":\"Video\"}]} | 'content[1]'",
                "{\"type\":\"user\",\"content\":[{\"type\":\"ToolCall\",\"id\":\"1\",\"name\":\"t\",\"arguments\":\"{}\"}]} | 'content'",
                "{\"type\":\"user\",\"content\":[{\"type\":\"Text\",\"text\":\"a\",\"providerData\":{}}]} | 'content[0].providerData'",
                "{\"type\":\"user\",\"content\":\"x\",\"model\":3} | 'model'",
                "{\"type\":\"user\",\"content\":\"x\",\"model\":\" \"} | 'model'",
                "{\"type\":\"user\",\"content\":\"x\",\"req_id\":3} | 'req_id'",
                "{\"type\":\"user\",\"content\":\"x\",\"req_id\":\"\"} | 'req_id'",
                "{\"type\":\"user\",\"content\":\"x\",\"reqid\":\"a\"} | 'reqid'",
            })
    void whatIsNoTurnIsRefusedByTheNameOfTheField(String json, String field) {
        assertThatThrownBy(() -> UserTurnJson.read(json))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "\"x\"", "{\"type\":\"user\",\"type\":\"user\",\"content\":\"x\"}"})
    void whatIsNoObjectIsRefusedAsAWhole(String json) {
        assertThatThrownBy(() -> UserTurnJson.read(json)).isInstanceOf(InvalidRequestException.class);
    }
}
