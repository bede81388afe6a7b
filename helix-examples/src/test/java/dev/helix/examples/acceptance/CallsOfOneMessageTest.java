/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.session.SessionSpec;
import dev.helix.api.session.UserTurn;
import dev.helix.core.Helix;
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
        calls.add(Replies.write("digits.txt", "12345678"));
        for (char digit = '1'; digit <= '8'; digit++) {
            String letter = String.valueOf((char) ('a' + digit - '1'));
            calls.add(
                    Replies.call("edit", "path", "digits.txt", "old_text", String.valueOf(digit), "new_text", letter));
        }
        calls.add(Replies.read("digits.txt"));

        List<ToolMessage> answers = answersTo(calls);

        assertThat(answers).hasSize(10).noneMatch(ToolMessage::error);
        assertThat(answers.get(9).text()).contains("abcdefgh");
    }

    @Test
    void aCommandSeesWhatTheWriteBeforeItWroteAndAReadSeesWhatTheCommandDid() throws Exception {
        List<ToolMessage> answers = answersTo(List.of(
                Replies.write("note.txt", "written"),
                Replies.shell("cat note.txt; printf ' and more' >> note.txt"),
                Replies.read("note.txt")));

        assertThat(answers.get(1).text()).contains("written");
        assertThat(answers.get(2).text()).contains("written and more");
    }

    private List<ToolMessage> answersTo(List<ToolCall> calls) throws Exception {
        Scenario trial = Scenario.in(temporary);
        TestModels models = new TestModels(ScriptedModel.of(
                Replies.calls(Replies.bind()), Replies.calls(calls.toArray(ToolCall[]::new)), Replies.text("done")));
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
