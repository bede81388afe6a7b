/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that {@code docs/recipes.md} shows the code that compiles and runs. */
class RecipesPageTest {
    private static final String PAGE = "docs/recipes.md";
    private static final Pattern BLOCK = Pattern.compile("<!-- (\\w+) -->\n(?:\n?```java\n.*?```\n)?", Pattern.DOTALL);
    private static final List<String> FOLDERS = List.of(
            "helix-examples/src/main/java/dev/helix/examples/recipes",
            "helix-examples/src/test/java/dev/helix/examples/recipes");

    @Test
    void pageShowsTheRecipesAsTheyAre() throws IOException {
        String page = Files.readString(Pages.ROOT.resolve(PAGE));
        StringBuilder expected = new StringBuilder();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            String shown = "<!-- " + block.group(1) + " -->\n```java\n" + body(block.group(1)) + "```\n";
            block.appendReplacement(expected, Matcher.quoteReplacement(shown));
        }
        block.appendTail(expected);

        Pages.requireSame(PAGE, expected.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QuickStart",
                "PlainSession",
                "CustomTool",
                "TicketReviewer",
                "ScopeHost",
                "OwnEngine",
                "ConversationView",
                "ReplayTest"
            })
    void recipeIsShortAndOnThePage(String recipe) throws IOException {
        assertThat(body(recipe).lines()).hasSizeBetween(25, 60);
        assertThat(Files.readString(Pages.ROOT.resolve(PAGE))).contains("<!-- " + recipe + " -->");
    }

    /** {@return the class with its Javadoc, without licence, package and imports} */
    private static String body(String recipe) throws IOException {
        for (String folder : FOLDERS) {
            Path file = Pages.ROOT.resolve(folder).resolve(recipe + ".java");
            if (Files.exists(file)) {
                String source = Files.readString(file);
                return source.substring(source.indexOf("\n/**") + 1);
            }
        }
        throw new AssertionError("there is no recipe " + recipe);
    }
}
