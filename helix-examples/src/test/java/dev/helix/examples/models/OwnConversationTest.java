/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.testkit.ScriptedModel;
import dev.helix.testkit.server.FakeAnthropic;
import dev.helix.testkit.server.Fault;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of a conversation that its user types, with a provider that is played by a server of the test kit. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OwnConversationTest {
    private static final String KEY = "sk-of-a-test";

    @TempDir
    private Path folder;

    @Test
    void linesAreAnsweredUntilTheInputEndsWithoutATerminal() throws Exception {
        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("Hello."))) {
            ModelsCommand run = run(server, "Hi\n\n/model claude-sonnet-4-5\nAgain\n");

            assertThat(run.status()).as(run.errors()).isZero();
            assertThat(run.after("Hi")).contains("no switch: anthropic:claude-haiku-4-5", "answer      Hello.");
            assertThat(run.after("Again"))
                    .contains("same endpoint: anthropic:claude-haiku-4-5 -> anthropic:claude-sonnet-4-5 (requested)")
                    .contains("losses      none");
            assertThat(server.received())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.headers()).containsEntry("x-api-key", KEY));
            assertThat(run.output() + run.errors()).doesNotContain(KEY);
        }
    }

    @Test
    void lineThatATerminalShowsAlreadyIsNotRepeated() throws Exception {
        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("Hello."))) {
            ModelsCommand run = run(server, "Hi\n", Map.of("HELIX_TERMINAL", "yes"));

            assertThat(run.status()).isZero();
            assertThat(run.output()).contains("you> ", "answer      Hello.").doesNotContain("you> Hi");
        }
    }

    @Test
    void emptyInputEndsTheConversationAtOnce() throws Exception {
        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("Hello."))) {
            assertThat(run(server, "").status()).isZero();
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void modelWhoseKeyIsMissingIsRefusedAndTheConversationGoesOn() throws Exception {
        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("Hello."))) {
            ModelsCommand run = run(server, "Hi\n/model gpt-5-mini\nAgain\nAnd now?\n");

            assertThat(run.status()).isZero();
            assertThat(run.after("Again"))
                    .contains("refused     model-credential-missing: there is no key for its provider; --help says")
                    .contains("goes on     anthropic:claude-haiku-4-5, 2 messages");
            assertThat(run.after("And now?")).contains("no switch: anthropic:claude-haiku-4-5", "Hello.");
        }
    }

    @Test
    void lastMessageWithoutAnAnswerShowsInTheStatus() throws Exception {
        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("Hello."))
                .fault(1, Fault.status(401, "authentication_error", "invalid x-api-key"))) {
            ModelsCommand run = run(server, "Hi\n");

            assertThat(run.status()).isEqualTo(4);
            assertThat(run.after("Hi"))
                    .contains("no answer   model-authentication-failed: 'anthropic' answered 401")
                    .contains("goes on     anthropic:claude-haiku-4-5, 1 message")
                    .doesNotContain(KEY);
        }
    }

    @Test
    void callsThatWereAnsweredBeforeAFailureAreOnTheBill() throws Exception {
        ScriptedModel reads = ScriptedModel.calls(ScriptedModel.call("read", "path", "notes.txt"));
        try (FakeAnthropic server =
                FakeAnthropic.start(reads).fault(2, Fault.status(400, "invalid_request_error", "too strange"))) {
            ModelsCommand run = run(server, "Hi\n");

            assertThat(run.status()).isEqualTo(4);
            assertThat(run.after("Hi"))
                    .containsSubsequence(
                            "tool        read notes.txt", "no answer   ", "tokens ", "cost        $", "so far ");
        }
    }

    @Test
    void commandThatDoesNotExistIsNamedAndSentToNobody() throws Exception {
        try (FakeAnthropic server = FakeAnthropic.start(ScriptedModel.says("Hello."))) {
            ModelsCommand run = run(server, "/modle gpt-5\nHi\n");

            assertThat(run.status()).isZero();
            assertThat(run.errors()).contains("'/modle gpt-5' is no command; /model NAME");
            assertThat(server.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--modle x, there is no option --modle",
        "--model, --model needs a value",
        "--model a:b --model c:d, --model was given twice",
        "--dir ., need --model NAME",
        "--model a:b --dir /nowhere/at/all, is no directory",
    })
    void commandLineThatMakesNoSenseGetsOneLine(String line, String complaint) throws Exception {
        ModelsCommand run = ModelsCommand.run(folder, Map.of(), "Hi\n", line.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines())
                .singleElement()
                .asString()
                .startsWith("models: ")
                .contains(complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "nobody:model, no engine is configured for provider 'nobody'",
        "sonnet-next, no configured provider is known to serve the model 'sonnet-next'",
        "claude-haiku-4-5, there is no key for anthropic; set ANTHROPIC_API_KEY",
    })
    void modelThatCannotBeHadIsRefusedBeforeAnythingIsSaid(String model, String complaint) throws Exception {
        ModelsCommand run = ModelsCommand.run(folder, Map.of(), "Hi\n", "--model", model);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors().lines()).singleElement().asString().contains(complaint);
    }

    @Test
    void addressThatIsNoneIsRefusedByTheNameOfItsVariable() throws Exception {
        Map<String, String> environment = Map.of("OPENAI_BASE_URL", "not an address");
        ModelsCommand run = ModelsCommand.run(folder, environment, "Hi\n", "--model", "gpt-5");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errors().lines())
                .singleElement()
                .asString()
                .contains("OPENAI_BASE_URL: 'not an address' is no address");
    }

    @Test
    void helpNamesEveryOptionAndStatus() throws Exception {
        ModelsCommand run = ModelsCommand.run(folder, Map.of(), "", "--help");

        assertThat(run.status()).isZero();
        assertThat(run.output().lines()).allMatch(line -> line.length() <= 80);
        assertThat(run.output())
                .contains("--model", "--fallback", "--dir", "--home")
                .contains("0 the last message was answered", "4 the last message");
    }

    private ModelsCommand run(FakeAnthropic server, String input) throws Exception {
        return run(server, input, Map.of());
    }

    private ModelsCommand run(FakeAnthropic server, String input, Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("ANTHROPIC_BASE_URL", server.baseUrl().toString());
        environment.put("ANTHROPIC_API_KEY", KEY);
        return ModelsCommand.run(folder, environment, input, "--model", "claude-haiku-4-5", "--dir", folder.toString());
    }
}
