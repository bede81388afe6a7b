/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that read every source file of the project and hold it to the rules no compiler knows. */
class SourceRulesTest {

    private static final int LONGEST_FILE = 500;

    private static final Predicate<SourceFile> LIBRARY = file -> file.isMain()
            && !file.module().equals("helix-examples")
            && !file.module().equals("benchmarks");
    private static final Predicate<SourceFile> TESTS = file -> !file.isMain();
    private static final Predicate<SourceFile> EVERYWHERE = file -> true;

    private static final List<SourceFile> SOURCES = SourceFile.all();

    /** Patterns are cut in two so that this file does not contain what it looks for. */
    static Stream<Arguments> banned() {
        return Stream.of(
                Arguments.of(
                        "tests wait for a condition, not for time", "(Thread|TimeUnit\\.\\w+)\\." + "sleep\\(", TESTS),
                Arguments.of("the host decides when the JVM ends", "System\\." + "exit|Runtime.*\\.halt\\(", LIBRARY),
                Arguments.of("the host owns the JVM's hooks", "addShutdown" + "Hook", LIBRARY),
                Arguments.of("the host owns the JVM's settings", "System\\.set" + "(Property|Out|Err|In)\\(", LIBRARY),
                Arguments.of("a library does not print", "System\\.(out|err)\\b|print" + "StackTrace\\(", LIBRARY),
                Arguments.of("loaders are passed, not guessed", "getContext" + "ClassLoader", LIBRARY),
                Arguments.of("logging goes through slf4j", "java\\.util\\." + "logging", EVERYWHERE),
                Arguments.of("threads have an owner", "common" + "Pool\\(|parallel" + "Stream\\(", LIBRARY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("banned")
    void bannedCallsAreAbsent(String rule, String pattern, Predicate<SourceFile> scope) {
        Pattern banned = Pattern.compile(pattern);

        assertThat(SOURCES.stream().filter(scope).flatMap(file -> file.linesWith(banned)))
                .as(rule)
                .isEmpty();
    }

    @Test
    void filesStayReadable() {
        assertThat(SOURCES.stream()
                        .filter(SourceFile::isMain)
                        .filter(file -> file.lines().size() > LONGEST_FILE))
                .extracting(SourceFile::path)
                .isEmpty();
    }

    @Test
    void typeNamesHaveNoVagueEnding() {
        Pattern vague = Pattern.compile("(Helper|Helpers|Util|Utils|Impl|Base)$|^I[A-Z][a-z]");

        assertThat(SOURCES.stream().filter(SourceFile::isMain).map(SourceFile::typeName))
                .noneMatch(name -> vague.matcher(name).find());
    }

    @Test
    void scanCoversAllModules() {
        assertThat(SOURCES)
                .extracting(SourceFile::module)
                .contains("helix-api", "helix-core", "helix-core/helix-testkit", "helix-examples");
        assertThat(SOURCES).extracting(SourceFile::typeName).contains("HelixException", "SourceRulesTest");
    }
}
