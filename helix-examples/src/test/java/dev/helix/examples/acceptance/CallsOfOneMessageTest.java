/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several calls in one message, with the real tools in a real worktree. */
class CallsOfOneMessageTest {
    @TempDir
    Path temporary;

    @Test
    void everyEditOfTheSameFileSucceeds() throws Exception {
        List<ToolCall> calls = new ArrayList<>();
        calls.add(ToolCalls.write("digits.txt", "12345678"));
        for (char digit = '1'; digit <= '8'; digit++) {
            String letter = String.valueOf((char) ('a' + digit - '1'));
            calls.add(ScriptedModel.call(
                    "edit", "path", "digits.txt", "old_text", String.valueOf(digit), "new_text", letter));
        }
        calls.add(ToolCalls.read("digits.txt"));

        List<ToolMessage> answers = answersTo(calls);

        assertThat(answers).hasSize(10).noneMatch(ToolMessage::error);
        assertThat(answers.get(9).text()).contains("abcdefgh");
    }

    @Test
    void callsThatChangeFilesRunInTheirOrder() throws Exception {
        List<ToolMessage> answers = answersTo(List.of(
                ToolCalls.write("note.txt", "written"),
                ToolCalls.shell("cat note.txt; printf ' and more' >> note.txt"),
                ToolCalls.read("note.txt")));

        assertThat(answers.get(1).text()).contains("written");
        assertThat(answers.get(2).text()).contains("written and more");
    }

    private List<ToolMessage> answersTo(List<ToolCall> calls) throws Exception {
        Scenario trial = Scenario.in(temporary);
        ScriptedEngines models = ScriptedEngines.of(ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(calls.toArray(ToolCall[]::new)),
                ScriptedModel.says("done")));
        try (Helix helix = trial.assemble(models).build()) {
            helix.sessions()
                    .create(SessionSpec.in(trial.repository.root()).build())
                    .send(UserTurn.text("go"));
        }
        return models.requests().get(2).messages().stream()
                .filter(ToolMessage.class::isInstance)
                .map(ToolMessage.class::cast)
                .skip(1)
                .toList();
    }
}
