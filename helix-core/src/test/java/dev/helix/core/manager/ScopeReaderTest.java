/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import dev.helix.api.scope.PathRules;
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

    static Stream<Arguments> confinements() {
        return Stream.of(
                row("Only touch a.txt").allows("a.txt"),
                row("Only files under src/ may be changed.").allows("src/"),
                row("Changes must be limited to `lib/`").allows("lib/"),
                row("Restrict changes to docs/ and README.md").allows("docs/", "README.md"),
                row("only `src/app.py` and `tests/test_app.py` may change").allows("src/app.py", "tests/test_app.py"),
                row("You must not edit files outside of src/").allows("src/"),
                row("Modify src/a.py only.").allows("src/a.py"),
                row("Only src/a.py.").allows("src/a.py"),
                row("Touch only files in `src/`, nothing else.").allows("src/"),
                row("Change only src/a.py; leave everything else alone").allows("src/a.py"),
                row("Fix the bug in src/a.py. Do not modify anything else.").allows("src/a.py"),
                row("Fix the typo in src/a.py and touch nothing else.").allows("src/a.py"),
                row("Create hello.txt and nothing else").allows("hello.txt"),
                row("Update src/a.py. No other files may be changed.").allows("src/a.py"),
                row("Update src/a.py (leave the rest alone).").allows("src/a.py"),
                row("Only touch “src/a.py”.").allows("src/a.py"),
                row("Only touch \"src/a.py\" and 'src/b.py'.").allows("src/a.py", "src/b.py"),
                row("Scope:\n- src/a.py\n- docs/").allows("src/a.py", "docs/"),
                row("Scope:\n\n* `src/a.py`: the parser, see src/b.py\n* docs/\n\nFix x.py")
                        .allows("src/a.py", "docs/"),
                row("## Scope\n\n- src/a.py\n- docs/\n\n## Task\n\n- fix src/b.py")
                        .allows("src/a.py", "docs/"),
                row("Allowed files: src/a.py, src/b.py").allows("src/a.py", "src/b.py"),
                row("In scope: src/, docs/x.md. Out of scope: src/gen/")
                        .allows("src/", "docs/x.md")
                        .denies("src/gen/"),
                row("In scope: src/ Out of scope: src/gen/").allows("src/").denies("src/gen/"),
                row("Files you may change: src/a.py and src/b.py").allows("src/a.py", "src/b.py"),
                row("You may only change these files:\n1. src/a.py\n2. src/b.py")
                        .allows("src/a.py", "src/b.py"),
                row("Only these files may be changed:\nsrc/a.py\nsrc/b.py\n\nBe quick, like src/c.py")
                        .allows("src/a.py", "src/b.py"),
                row("Only touch src\\auth\\Login.java").allows("src/auth/Login.java"),
                row("Only touch src/auth/ and\nsrc/components/Login/.").allows("src/auth/", "src/components/Login/"),
                row("Only touch\nsrc/A.java and\nREADME.md").allows("src/A.java", "README.md"),
                row("**Only touch** src/a.py").allows("src/a.py"),
                row("**Only** touch **src/a.py**.").allows("src/a.py"),
                row("Only touch docs and src/a.py").allows("docs", "src/a.py"),
                row("Only change the tests in src/a.py").allows("src/a.py"),
                row("Only create Dockerfile.").allows("Dockerfile"),
                row("Only edit .gitignore").allows(".gitignore"),
                row("Only touch src/a.py so that tests/test_a.py passes").allows("src/a.py"),
                row("Only touch src/a.py, because tests/test_a.py fails").allows("src/a.py"),
                row("Implement docs/spec.md, only touching src/.").allows("src/"),
                row("Only touch src/a.py (see docs/x.md).").allows("src/a.py"),
                row("Only touch the tests (tests/).").allows("tests", "tests/"),
                row("Anything outside docs/ must stay unchanged.").allows("docs/"),
                row("Files outside src/ are off limits.").allows("src/"),
                row("Leave everything except src/a.py alone.").allows("src/a.py"),
                row("Make no changes outside `src/`.").allows("src/"),
                row("Do not change anything in src/ except src/a.py").allows("src/a.py"),
                row("Keep your changes inside src/auth.").allows("src/auth"),
                row("All edits should be confined to src/auth/").allows("src/auth/"),
                row("Only touch src/. You may also update docs/x.md.").allows("src/", "docs/x.md"),
                row("Only touch src/. Users can edit docs/x.md.").allows("src/"),
                row("Only touch src/only/a.py and src/no/edit/b.py").allows("src/only/a.py", "src/no/edit/b.py"),
                row("Change src/b.py only, instead of src/a.py").allows("src/b.py"),
                row("Touch only the file src/a.py and change nothing else!").allows("src/a.py"),
                row("Don't touch anything in docs/ and only edit src/a.py")
                        .allows("src/a.py")
                        .denies("docs/"),
                row("Leave all other files untouched. Edit src/a.py.").allows("src/a.py"),
                row("Edit src/a.py, leaving all other files untouched.").allows("src/a.py"),
                row("I only want src/a.py changed.").allows("src/a.py"),
                row("Your task is limited to src/a.py.").allows("src/a.py"),
                row("The only file you may edit is src/a.py").allows("src/a.py"),
                row("The only files you are allowed to modify are src/a.py and src/b.py.")
                        .allows("src/a.py", "src/b.py"),
                row("You are only allowed to change src/a.py").allows("src/a.py"),
                row("You may modify only src/a.py, src/b.py").allows("src/a.py", "src/b.py"),
                row("Edits are allowed only in src/").allows("src/"),
                row("Nothing outside of src/ should be changed").allows("src/"),
                row("Don't edit files other than src/a.py").allows("src/a.py"),
                row("Work exclusively in the src directory.").allows("src"),
                row("The scope of this task is src/a.py.").allows("src/a.py"),
                row("Scope is src/ only").allows("src/"),
                row("Please ONLY modify src/a.py").allows("src/a.py"),
                row("ONLY TOUCH src/a.py!!!").allows("src/a.py"),
                row("Refactor the parser. Files in scope: src/a.py, src/b.py").allows("src/a.py", "src/b.py"),
                row("Do not make changes to any file except `src/a.py` and `src/b.py`.")
                        .allows("src/a.py", "src/b.py"),
                row("src/a.py is the only file that may change.").allows("src/a.py"),
                row("Make changes only in src/main/java and nowhere else.").allows("src/main/java"));
    }

    static Stream<Arguments> prohibitions() {
        return Stream.of(
                row("Fix it. Do not touch src/billing/,\nsrc/legacy/ or docs/.")
                        .denies("src/billing/", "src/legacy/", "docs/"),
                row("Do not touch:\n- src/a.py\n- docs/").denies("src/a.py", "docs/"),
                row("Touch anything except src/billing/.").denies("src/billing/"),
                row("Only touch src/ except src/gen/").allows("src/").denies("src/gen/"),
                row("Only touch src/, never docs/").allows("src/").denies("docs/"),
                row("Only touch src/ (but not src/gen/)").allows("src/").denies("src/gen/"),
                row("Fix src/a.py without changing src/b.py").denies("src/b.py"),
                row("Change src/a.py, not src/b.py").denies("src/b.py"),
                row("src/b.py must not be changed").denies("src/b.py"),
                row("src/b.py and docs/ may not be touched.").denies("src/b.py", "docs/"),
                row("docs/ should remain unchanged").denies("docs/"),
                row("src/gen/: do not edit").denies("src/gen/"),
                row("src/gen/ is generated, don't touch it.").denies("src/gen/"),
                row("Keep src/gen/ as is.").denies("src/gen/"),
                row("Make no changes to pom.xml").denies("pom.xml"),
                row("Do not change src/a.py because src/b.py uses it").denies("src/a.py"),
                row("Do not touch src/, only docs/").allows("docs/").denies("src/"),
                row("Do not, under any circumstances, touch src/b.py").denies("src/b.py"),
                row("Don't modify any of the files in docs/ or tests/").denies("docs/", "tests/"),
                row("DO NOT TOUCH src/b.py").denies("src/b.py"),
                row("Out of scope: docs/, tests/").denies("docs/", "tests/"),
                row("Off limits: docs/").denies("docs/"),
                row("No changes to docs/.").denies("docs/"),
                row("Don’t touch “src/b.py”").denies("src/b.py"),
                row("You cannot edit src/b.py").denies("src/b.py"));
    }

    static Stream<Arguments> whatIsNoRule() {
        return Stream.of(
                row("Do not change behaviour of src/api.py callers; add tests in tests/"),
                row("Don't forget to update docs/x.md"),
                row("Never mind src/old.py, fix src/new.py"),
                row("Change not only src/a but also src/b"),
                row("You don't need to change tests/x.py"),
                row("There is no test in src/a.py, add one"),
                row("Fix the bug that only occurs in src/a.py"),
                row("The function is only used in src/a.py; rename it."),
                row("Limit the number of retries to 3 in src/a.py"),
                row("Restrict access to src/admin/ to admins"),
                row("The table must stay in sync with docs/x.md"),
                row("Keep the settings in src/config.py"),
                row("Users cannot edit their profile in src/a.py; repair that"),
                row("Fix src/a.py and don't change its behaviour"),
                row("Do not use fixtures from tests/data"),
                row("Read https://example.com/only/this.html and fix src/a.py"),
                row("Only change what is needed, using src/util.py"),
                row("Everything in src/ is slow. See docs/perf.md."));
    }

    @ParameterizedTest
    @MethodSource({"confinements", "prohibitions", "whatIsNoRule"})
    void phrasingsOfOneThoughtMeanTheSame(Row row) {
        PathRules rules = ScopeReader.read(row.text, ENTRIES::contains);

        assertThat(rules).isEqualTo(PathRules.of(row.allow, row.deny));
    }

    @Test
    void aRequestThatConfinesTheWorkToPlacesOutsideIsRefused() {
        assertThatThrownBy(() -> ScopeReader.read("Only touch ../other/.", ENTRIES::contains))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("outside the repository");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void rulesAreReadFromTheRequest(Row row) {
        PathRules rules = ScopeReader.read(row.text, ENTRIES::contains);

        assertThat(rules).isEqualTo(PathRules.of(row.allow, row.deny));
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
