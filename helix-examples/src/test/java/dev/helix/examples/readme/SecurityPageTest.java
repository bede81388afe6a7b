/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that {@code docs/security.md} promises nothing without naming a test that is there. */
class SecurityPageTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final Pattern RESOURCE = Pattern.compile("`([a-z-]+\\.csv)`");

    private String page;
    private Map<String, String> tests;
    private List<String> resources;

    @BeforeEach
    void read() throws IOException {
        Path top = Pages.ROOT;
        page = Files.readString(top.resolve("docs/security.md"));
        try (Stream<Path> files = Files.walk(top)) {
            List<Path> all =
                    files.filter(file -> file.toString().contains("/src/test/")).toList();
            tests = new TreeMap<>();
            for (Path file : all) {
                String name = file.getFileName().toString();
                if (name.endsWith("Test.java")) {
                    tests.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
                }
            }
            resources = all.stream().map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void everyPromiseNamesATest() {
        List<String> promises = page.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| guaranteed "))
                .toList();

        assertThat(promises)
                .hasSizeGreaterThan(30)
                .allSatisfy(line -> assertThat(line).containsPattern(NAMED));
    }

    @Test
    void everyTestThatIsNamedIsThereAndTestsSomething() {
        List<MatchResult> named = NAMED.matcher(page).results().toList();

        assertThat(named).hasSizeGreaterThan(50).allSatisfy(name -> {
            assertThat(tests).containsKey(name.group(1));
            assertThat(tests.get(name.group(1))).containsPattern("@(Test|ParameterizedTest|RepeatedTest)\\b");
            if (name.group(2) != null) {
                assertThat(tests.get(name.group(1))).contains("void " + name.group(2) + "(");
            }
        });
    }

    @Test
    void everyListOfAttemptsThatIsNamedIsThere() {
        assertThat(RESOURCE.matcher(page).results().map(name -> name.group(1)))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(resources).contains(name));
    }
}
