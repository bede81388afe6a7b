/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static dev.helix.core.projection.Histories.calls;
import static dev.helix.core.projection.Histories.result;
import static dev.helix.core.projection.Histories.said;
import static dev.helix.core.projection.Histories.system;
import static dev.helix.core.projection.Histories.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.message.Message;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static String transcript(Message... history) {
        return Transcript.of(Checked.project(Checked.TARGETS.get("transcript"), history));
    }

    @Test
    void aMessageAloneIsThePrompt() {
        assertThat(transcript(user("fix it"))).isEqualTo("fix it");
    }

    @Test
    void aConversationIsWrittenOutByRole() {
        assertThat(transcript(
                        system("be brief"), user("fix it"), calls("a"), result("a"), said("done"), user("thanks")))
                .isEqualTo("""
                        be brief

                        This is a conversation so far, oldest first. Answer what the user said last.

                        ## User

                        fix it

                        ## Assistant

                        [called the tool grep with {}]

                        ## User

                        [the tool grep returned]
                        result of a

                        ## Assistant

                        done

                        ## User

                        thanks""");
    }
}
