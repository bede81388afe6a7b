/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.helix.examples.terminal.Terminal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that run the example without arguments, keys and network, and read what it prints as its user does. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RecordedConversationTest {
    @TempDir
    private static Path folder;

    private static ModelsCommand run;

    @BeforeAll
    static void converse() throws Exception {
        run = ModelsCommand.run(folder, Map.of(), "");
    }

    @Test
    void everyMessageButTheRefusedOneIsAnswered() {
        assertThat(run.status()).as(run.output() + run.errors()).isZero();
        assertThat(run.errors()).isEmpty();
        assertThat(run.output().lines().filter(line -> line.startsWith("  answer")))
                .hasSize(9);
        assertThat(run.output().lines().filter(line -> line.startsWith("  refused")))
                .hasSize(1);
    }

    @Test
    void firstMessageIsAnsweredWithoutASwitchAfterAToolCall() {
        assertThat(run.after("How many loaves were ordered from Monday to Wednesday? See orders.txt."))
                .containsSubsequence(
                        "path        no switch: anthropic:claude-haiku-4-5 answers",
                        "tool        read orders.txt",
                        "answer      103 loaves: 72 rye and 31 spelt.",
                        "tokens      anthropic:claude-haiku-4-5: in 20, out 159, cache read 2,710, cache write 2,946",
                        "cost        $0.004769",
                        "so far      $0.004769");
    }

    @Test
    void otherModelOfTheSameProviderIsASwitchAtTheSameEndpoint() {
        assertThat(run.after("Which day was the busiest?"))
                .containsSubsequence(
                        "same endpoint: anthropic:claude-haiku-4-5 -> anthropic:claude-sonnet-4-5 (requested)",
                        "losses      reasoning dropped (1)",
                        "Tuesday, with 42 loaves",
                        "so far      $0.016601");
    }

    @Test
    void otherAddressOfTheSameProtocolIsASwitchWithinTheFamily() {
        assertThat(run.after("Write a line about that day for the notice board."))
                .contains("same family: anthropic:claude-sonnet-4-5 -> gateway:claude-sonnet-4-5 (requested)");
    }

    @Test
    void unknownModelIsRefusedAndLeavesModelAndConversationAsTheyWere() {
        assertThat(run.after("Make it rhyme."))
                .containsSubsequence(
                        "refused     model-unknown: no configured provider is known to serve",
                        "goes on     gateway:claude-sonnet-4-5, 8 messages")
                .doesNotContain("answer", "tokens", "cost");
        assertThat(run.after("Check that line against the file."))
                .contains("cross provider: gateway:claude-sonnet-4-5 -> openai:gpt-5-mini (requested)");
    }

    @Test
    void bareNameFindsItsProviderAndToolsGoAlong() {
        assertThat(run.after("Check that line against the file."))
                .containsSubsequence("openai:gpt-5-mini (requested)", "tool        grep Tuesday", "It is right");
    }

    @Test
    void reasoningThatAnotherProviderCannotReadIsNamedAsLost() {
        assertThat(run.after("Now in German."))
                .containsSubsequence(
                        "cross provider: openai:gpt-5-mini -> gemini:gemini-2.5-flash (requested)",
                        "losses      reasoning dropped (2), provider data dropped (2)",
                        "42 Brote kamen aus dem Ofen");
    }

    @Test
    void fallbackAnswersDuringAnOutageAndTheNextMessageGoesBack() {
        assertThat(run.after("And in French."))
                .containsSubsequence(
                        "failed      gemini:gemini-2.5-flash: model-unavailable",
                        "cross provider: gemini:gemini-2.5-flash -> anthropic:claude-haiku-4-5 (fallback)",
                        "42 pains sont sortis du four",
                        "tokens      anthropic:claude-haiku-4-5: in 15");
        assertThat(run.after("Which of the three is the shortest?"))
                .contains("cross provider: anthropic:claude-haiku-4-5 -> gemini:gemini-2.5-flash (returned)");
    }

    @Test
    void priceThatIsNotKnownIsNotTakenForZero() {
        assertThat(run.after("Suggest a title for the notice."))
                .containsSubsequence(
                        "gemini:gemini-2.5-flash -> mistral:mistral-small-latest (requested)",
                        "losses      ",
                        "call id changed",
                        "cost        unknown",
                        "so far      at least $",
                        "and what is unknown: mistral:mistral-small-latest");
        assertThat(run.output()).doesNotContain("$0.000000");
    }

    @Test
    void modelThatComesBackLosesNoMoreThanWhatNeverWasItsOwn() {
        assertThat(run.after("How many loaves was it on Tuesday?"))
                .containsSubsequence(
                        "cross provider: mistral:mistral-small-latest -> anthropic:claude-haiku-4-5 (requested)",
                        "losses      reasoning dropped (1), provider data dropped (",
                        "42 loaves: 30 rye and 12 spelt.");
    }

    @Test
    void costsOfTheMessagesAddUpToTheLastSum() {
        List<BigDecimal> costs = dollars("  cost +");
        List<BigDecimal> sums = dollars("  so far +(?:at least )?");

        assertThat(costs).hasSize(8);
        // Each cost is rounded to a millionth of a dollar, the sum once.
        assertThat(costs.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isCloseTo(sums.get(sums.size() - 1), within(new BigDecimal("0.000005")));
    }

    private static List<BigDecimal> dollars(String before) {
        return Pattern.compile(before + "\\$([0-9.]+)")
                .matcher(run.output())
                .results()
                .map(amount -> new BigDecimal(amount.group(1)))
                .toList();
    }

    @Test
    void linesFitTheTerminalAndNoFileIsLeft() {
        assertThat(run.output().lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
        assertThat(folder.resolve(".aiagent")).doesNotExist();
    }
}
