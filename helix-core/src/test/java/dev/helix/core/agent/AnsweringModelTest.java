/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.ModelId;
import dev.helix.api.session.SwitchPath;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsweringModelTest {
    /** Models are written as provider, model, family, address and kind. */
    private static AnsweringModel model(String text) {
        String[] parts = text.split(" ");
        return new AnsweringModel(
                new ModelId(parts[0], parts[1]),
                new EngineEndpoint(parts[0], parts[2], parts[3], EngineEndpoint.Kind.valueOf(parts[4])));
    }

    @ParameterizedTest
    @CsvSource({
        "openai a chat https://x SERVICE, openai a chat https://x SERVICE, NONE",
        "openai a chat https://x SERVICE, openai b chat https://x SERVICE, SAME_ENDPOINT",
        "openai a chat https://x SERVICE, mine a chat https://y SERVICE, SAME_FAMILY",
        "openai a chat https://x SERVICE, team a chat https://x SERVICE, SAME_FAMILY",
        "openai a chat https://x SERVICE, other a responses https://x SERVICE, CROSS_PROVIDER",
        "openai a chat https://x SERVICE, anthropic c messages https://z SERVICE, CROSS_PROVIDER",
        "openai a chat https://x SERVICE, claude c cli claude PROGRAM, CROSS_PROVIDER",
        "claude c cli claude PROGRAM, openai a chat https://x SERVICE, CROSS_PROVIDER",
        "claude c cli claude PROGRAM, claude d cli claude PROGRAM, CROSS_PROVIDER",
        "claude c cli claude PROGRAM, claude c cli claude PROGRAM, NONE",
    })
    void thePathFollowsFromBothEnds(String from, String to, SwitchPath path) {
        assertThat(model(from).pathTo(model(to))).isEqualTo(path);
        assertThat(model(to).pathTo(model(from))).isEqualTo(path);
    }
}
