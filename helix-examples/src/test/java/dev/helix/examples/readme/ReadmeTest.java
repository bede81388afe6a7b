/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the pages agree with what is really there. */
class ReadmeTest {
    private static final Path ROOT = Pages.ROOT;

    @Test
    void shownCodeIsTheCodeThatCompiles() throws IOException {
        String source = Files.readString(
                ROOT.resolve("helix-examples/src/test/java/dev/helix/examples/readme/ReadmeCode.java"));
        String shown = source.substring(
                source.indexOf('\n', source.indexOf("// README begins")) + 1, source.indexOf("        // README ends"));

        assertThat(blocks("java")).containsExactly(shown.stripTrailing().stripIndent() + "\n");
        assertThat(shown.lines().filter(line -> !line.isBlank())).hasSizeBetween(15, 22);
    }

    @Test
    void firstTwoCommandsRunTheDeliveryAndTheTests() throws IOException {
        assertThat(blocks("sh").subList(0, 2)).containsExactly("./helix-examples/deliver\n", "./mvnw -ntp verify\n");
        assertThat(readme()).contains("<!-- .ci/run runs the next block -->\n```sh\n./mvnw -ntp verify\n```");
        assertThat(ROOT.resolve("helix-examples/deliver")).isExecutable();
        assertThat(ROOT.resolve("helix-examples/models")).isExecutable();
    }

    @Test
    void versionsShownAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String version = "<version>" + element(pom, "version") + "</version>";

        assertThat(readme()).contains(version, "<version>" + element(pom, "okhttp.version") + "</version>");
        assertThat(Files.readString(ROOT.resolve("helix-api/helix-bom/pom.xml")))
                .contains(version);
    }

    private static String element(String pom, String name) {
        int start = pom.indexOf("<" + name + ">") + name.length() + 2;
        return pom.substring(start, pom.indexOf("</" + name + ">"));
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages =
                    docs.filter(page -> page.toString().endsWith(".md")).toList();
            return Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")), pages.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        Matcher link = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)").matcher(Files.readString(page));

        assertThat(link.results()
                        .map(found -> found.group(1))
                        .filter(target -> !target.startsWith("http"))
                        .map(target -> page.resolveSibling(target).normalize()))
                .allMatch(Files::exists);
    }

    /** Pages name tests as proof, so a test that is renamed must not leave its name behind. */
    @ParameterizedTest
    @MethodSource("pages")
    void testsNamedOnPagesExist(Path page) throws IOException {
        Matcher name = Pattern.compile("`(\\w+(?:Test|IT))`").matcher(Files.readString(page));
        List<String> named = name.results().map(found -> found.group(1)).toList();

        try (Stream<Path> sources = Files.find(ROOT, 20, (path, unused) -> isTest(path))) {
            List<String> there = sources.map(
                            path -> path.getFileName().toString().replace(".java", ""))
                    .toList();
            assertThat(there).containsAll(named);
        }
    }

    private static boolean isTest(Path path) {
        return path.toString().contains("/src/test/java/") && path.toString().endsWith(".java");
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme());
        return block.results().map(found -> found.group(1)).toList();
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
