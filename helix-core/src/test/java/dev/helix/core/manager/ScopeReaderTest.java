/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.manager.PathRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScopeReaderTest {
    private static final Set<String> ENTRIES = Set.of("src", "docs", "tests", "Makefile", "README");

    static Stream<Arguments> requests() {
        return Stream.of(
                row("Refactor the login flow. Only touch files in src/auth/ and src/components/Login/.")
                        .allows("src/auth/", "src/components/Login/"),
                row("Only touch src/a.txt, src/b.txt, and src/c.txt.").allows("src/a.txt", "src/b.txt", "src/c.txt"),
                row("Touch only `Makefile`.").allows("Makefile"),
                row("Change nothing outside docs/.").allows("docs/"),
                row("Do not touch anything outside src/main/ or docs/guide.md").allows("src/main/", "docs/guide.md"),
                row("Don't change any files except src/Foo.java.").allows("src/Foo.java"),
                row("Nothing but a.txt may be changed").allows("a.txt"),
                row("Stay within src/auth.").allows("src/auth"),
                row("Limit your changes to lib/**/*.py").allows("lib/**/*.py"),
                row("Scope: src/auth/, docs/auth.md").allows("src/auth/", "docs/auth.md"),
                row("Only change files under src and leave docs alone.")
                        .allows("src")
                        .denies("docs"),
                row("Fix the bug.\nOnly edit calc.py\nDo not edit test_calc.py")
                        .allows("calc.py")
                        .denies("test_calc.py"),
                row("Only touch src/ but don't touch src/generated/")
                        .allows("src/")
                        .denies("src/generated/"),
                row("Never modify build.gradle or gradle/wrapper/.").denies("build.gradle", "gradle/wrapper/"),
                row("Leave src/legacy/ untouched.").denies("src/legacy/"),
                row("src/vendor/ is off limits.").denies("src/vendor/"),
                row("Please don’t change tests").denies("tests"),
                row("Add it without touching config/prod.yaml").denies("config/prod.yaml"),
                row("Only touch /src/auth/.").allows("src/auth/"),
                row("Only modify hello.txt!").allows("hello.txt"),
                row("You may only edit the file `weird name.txt` and `b.txt`.").allows("weird name.txt", "b.txt"),
                row("Only change what `npm test` covers."),
                row("Improve the login flow"),
                row("Use the definitions in /proto/. Don't touch other services or shared utilities."),
                row("Don't change the API contracts."),
                row("Only the README is wrong, see docs/README.md"),
                row("Only change what is needed, e.g. names and/or types."),
                row("Explain src/auth/ to me."));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void rulesAreReadFromTheRequest(Row row) {
        PathRules rules = ScopeReader.read(row.text, ENTRIES::contains);

        assertThat(rules).isEqualTo(new PathRules(row.allow, row.deny));
    }

    @Test
    void aPathThatClimbsIsNoRule() {
        assertThat(ScopeReader.read("Only touch ../other/ and src/", ENTRIES::contains))
                .isEqualTo(PathRules.only("src/"));
    }

    private static Row row(String text) {
        return new Row(text, List.of(), List.of());
    }

    private record Row(String text, List<String> allow, List<String> deny) implements Arguments {
        Row allows(String... paths) {
            return new Row(text, List.of(paths), deny);
        }

        Row denies(String... paths) {
            return new Row(text, allow, List.of(paths));
        }

        @Override
        public Object[] get() {
            return new Object[] {this};
        }
    }
}
