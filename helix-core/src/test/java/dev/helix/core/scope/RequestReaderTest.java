/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeDraft;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static final String LOG_LINE =
            "2024-05-01 12:00:00,123 WARN [pool-1] com.acme.auth.Login: could not read src/auth/session.ts, only 3 left\n";

    static Stream<Arguments> pasted() {
        return Stream.of(
                Arguments.of("a log", (IntFunction<String>) LOG_LINE::repeat),
                Arguments.of("a log in a block", (IntFunction<String>) n -> "```\n" + LOG_LINE.repeat(n) + "```\n"),
                Arguments.of("a table row", (IntFunction<String>) n -> "|" + " never src/a.py |".repeat(n)),
                Arguments.of("one long line", (IntFunction<String>) "do not touch src/gen/ and "::repeat),
                Arguments.of("one long word", (IntFunction<String>) n -> "Only touch " + "a/.".repeat(n)),
                Arguments.of("dots", (IntFunction<String>) n -> "Only touch src/" + ".".repeat(n)),
                Arguments.of("open quotes", (IntFunction<String>) " `src \"docs 'lib not"::repeat),
                Arguments.of("brackets", (IntFunction<String>) n -> "Do not touch " + "(".repeat(n) + "src/"),
                Arguments.of("a list", (IntFunction<String>) n -> "Do not touch:\n" + "- src/gen/\n".repeat(n)),
                Arguments.of("headings", (IntFunction<String>) "## Only this\n- src/a.py\n"::repeat),
                Arguments.of("open sentences", (IntFunction<String>) "Never touch\n\n"::repeat));
    }

    /** Each lookup is a step of the reader; twice the text may take twice the steps, and no stack that grows. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("pasted")
    void whatIsPastedIsReadInStepsThatGrowWithItsLength(String name, IntFunction<String> text) {
        int once = steps(text.apply(5_000));
        int twice = steps(text.apply(10_000));

        assertThat(twice).as("steps for twice the text, %d for once", once).isLessThanOrEqualTo(2 * once + 2_000);
    }

    /** A reader that looks at a place again and again would take hours; one that ends at all has a minute. */
    @ParameterizedTest
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ValueSource(strings = {"'a ", "a/.", "|never src/a.py", "never touch ", "(src/", "- src/a.py\n"})
    void millionsOfCharactersAreReadToTheirEnd(String repeated) {
        String text = repeated.repeat(2_000_000 / repeated.length());

        assertThat(steps("Only touch src/auth/. " + text)).isNotNegative();
    }

    private static int steps(String text) {
        AtomicInteger lookups = new AtomicInteger();
        try {
            RequestReader.read("Fix this.\n" + text, () -> {
                lookups.incrementAndGet();
                return RequestCorpusTest.TREE;
            });
        } catch (InvalidRequestException overABound) {
            assertThat(overABound).hasMessageContaining("at most");
        }
        return lookups.get();
    }

    @Test
    void aPastedLogInABlockLeavesTheRequestClear() {
        RequestReader.Reading reading =
                read("Only touch src/auth/. This is what I see:\n\n```\n" + LOG_LINE.repeat(5_000) + "```\n");

        assertThat(reading.unclear()).isEmpty();
        assertThat(reading.paths()).isEqualTo(PathRules.only("src/auth/"));
    }

    @Test
    void aPastedLogOutsideABlockLeavesTheRequestClear() {
        assertThat(read("It is slow:\n" + LOG_LINE.repeat(5_000)).unclear()).isEmpty();
    }

    @Test
    void manyUnclearSentencesAreShownInPart() {
        List<ScopeDraft.Unclear> unclear =
                read("Keep away from src/gen/ and so on. ".repeat(5_000)).unclear();

        assertThat(unclear).isNotEmpty().hasSizeLessThanOrEqualTo(50);
        assertThat(unclear).allMatch(open -> open.sentence().length() <= 310);
    }

    @Test
    void anOverlongPathIsRefusedByItsBound() {
        assertThatThrownBy(() -> read("Only: src/" + "a".repeat(100_000)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at most 1000");
    }

    @Test
    void aPatternWithTooManyWildcardsIsRefusedByItsBound() {
        assertThatThrownBy(() -> read("Only touch src/" + "*a".repeat(40) + ".java."))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at most 16");
    }

    @Test
    void anUnclearSentenceIsNamedWithItsLineAndReason() {
        assertThat(read("Fix the cart.\n\nIt is slow. Stay away from src/gen/ if\nyou can. Thanks!")
                        .unclear())
                .singleElement()
                .isEqualTo(new ScopeDraft.Unclear(
                        "Stay away from src/gen/ if you can.",
                        3,
                        "restricts something, and fits no form that is read"));
    }

    @Test
    void whatIsOnlyMentionedIsShownWithItsPlaceInTheTree() {
        RequestReader.Reading reading = read("Fix the NPE in Invoice.java, see docs/guide.md and notes.txt.");

        assertThat(reading.paths()).isEqualTo(PathRules.EVERYTHING);
        assertThat(reading.mentioned())
                .containsExactly("src/main/java/com/acme/billing/Invoice.java", "docs/guide.md", "notes.txt");
    }

    @Test
    void aNameInAnIncompleteTreeAllowsNothingAndDeniesEverywhere() {
        RepositoryNames some = RepositoryNames.of(List.of("a/billing/x.py"), false);

        assertThat(RequestReader.read("Only touch billing.", () -> some).unclear())
                .hasSize(1);
        assertThat(RequestReader.read("Do not touch x.py.", () -> some).paths().allows("b/x.py"))
                .isFalse();
    }

    private static RequestReader.Reading read(String text) {
        return RequestReader.read(text, () -> RequestCorpusTest.TREE);
    }
}
