/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixException;
import dev.helix.api.manager.TaskRequest;
import dev.helix.core.Helix;
import dev.helix.llm.anthropic.AnthropicEngines;
import dev.helix.testkit.ScriptedEngines;
import dev.helix.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submits what cannot be carried out: each gets a typed refusal that says why, and not a byte changes anywhere. */
class BadRequestTest {
    @TempDir
    Path temporary;

    private Scenario trial;

    @BeforeEach
    void layOut() throws IOException {
        trial = Scenario.in(temporary);
    }

    @Test
    void directoryThatIsNoRepositoryIsRefused() throws Exception {
        Path plain = Files.createDirectory(temporary.resolve("plain"));

        assertRefused("repository-not-a-repository", request(plain), plain.toString());
    }

    @Test
    void missingDirectoryIsRefused() throws Exception {
        Path missing = temporary.resolve("missing");

        assertRefused("repository-not-a-repository", request(missing), missing.toString());
    }

    @Test
    void bareRepositoryIsRefused() throws Exception {
        Path bare = temporary.resolve("bare.git");
        trial.repository.git("clone", "-q", "--bare", ".", bare.toString());

        assertRefused("repository-bare", request(bare), "bare.git");
    }

    @Test
    void repositoryWithoutACommitIsRefused() throws Exception {
        UserRepository empty = UserRepository.in(temporary.resolve("empty"));

        assertRefused("repository-unborn", request(empty.root()), "empty");
    }

    @Test
    void detachedHeadIsRefused() throws Exception {
        trial.repository.git("checkout", "-q", "--detach");

        assertRefused("repository-detached", request(trial.repository.root()), "greeter");
    }

    @Test
    void taskWithoutARepositoryIsRefused() throws Exception {
        assertRefused(
                "invalid-request",
                TaskRequest.of("Do it.").verifyWith("true").build(),
                "TaskRequest.Builder.in(directory)");
    }

    @Test
    void taskWithoutAVerificationIsRefused() throws Exception {
        assertRefused(
                "invalid-request",
                TaskRequest.of("Do it.").in(trial.repository.root()).build(),
                "TaskRequest.Builder.verifyWith");
    }

    @Test
    void unknownProviderIsRefused() throws Exception {
        assertRefused(
                "provider-unknown",
                request(trial.repository.root()).toBuilder().model("nobody:m").build(),
                "nobody");
    }

    @Test
    void providerWithoutAModelIsRefused() throws Exception {
        assertRefused(
                "model-unknown",
                request(trial.repository.root()).toBuilder().model("scripted:").build(),
                "scripted:");
    }

    @Test
    void taskWithoutWordsIsRefused() {
        assertThatThrownBy(() -> TaskRequest.of(" \n").build())
                .asInstanceOf(InstanceOfAssertFactories.throwable(HelixException.class))
                .extracting(HelixException::code)
                .isEqualTo("invalid-request");
    }

    @Test
    void missingKeyIsRefused() throws Exception {
        assertRefused(
                "model-credential-missing",
                request(trial.repository.root()).toBuilder()
                        .model("anthropic:claude")
                        .build(),
                "anthropic");
    }

    @Test
    void requestThatLeavesItsScopeOpenAndAHostThatDoesNotSay() throws Exception {
        assertRefused("unclear-scope", words("Fix it. Keep to src/ if you can."), "'Keep to src/ if you can.' (line 1");
    }

    @Test
    void pastedLogAndTableWithoutAnAnswer() throws Exception {
        String log =
                "2024-05-01 WARN could not read src/main.sh, only 3 left; **/**/**/**/**/**/**/**/b\n".repeat(5_000);
        String table = "|" + " never src/*a*a*a*b |".repeat(20_000);

        assertRefused("unclear-scope", words("Fix it.\n\n" + log + "\n" + table), "Only: ");
    }

    @Test
    void patternOverABound() throws Exception {
        assertRefused("invalid-request", words("Only: src/" + "*a".repeat(30)), "at most 16");
    }

    private TaskRequest words(String text) {
        return TaskRequest.of(text)
                .in(trial.repository.root())
                .verifyWith(Scenario.CHECK)
                .build();
    }

    private static TaskRequest request(Path directory) {
        return TaskRequest.of("Do it.").in(directory).verifyWith(Scenario.CHECK).build();
    }

    private void assertRefused(String code, TaskRequest request, String named) throws Exception {
        try (Helix helix = trial.assemble(ScriptedEngines.of(ScriptedModel.says("never asked")))
                .engines(AnthropicEngines.create())
                .build()) {
            String before = Fingerprint.of(temporary);

            assertThatThrownBy(() -> helix.manager().submit(request, new RecordingHost()))
                    .isInstanceOfSatisfying(
                            HelixException.class,
                            refused -> assertThat(refused.code()).isEqualTo(code))
                    .hasMessageContaining(named);

            assertThat(Fingerprint.of(temporary)).isEqualTo(before);
        }
    }
}
