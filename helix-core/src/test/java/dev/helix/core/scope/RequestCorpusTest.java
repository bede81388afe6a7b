/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.scope.PathRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that read requests in the styles people write, each with the scope it states. */
class RequestCorpusTest {
    private static final List<String> RESOURCES = List.of("requests.txt", "ordinary-requests.txt");
    static final RepositoryNames TREE = tree(blocks("requests.txt").get(0));

    /** A request and what it states. */
    private record Request(RepositoryNames tree, String expected, String text) {
        static Request of(RepositoryNames tree, String block) {
            int end = block.indexOf('\n');
            return new Request(
                    tree,
                    block.substring(0, end).strip(),
                    block.substring(end + 1).strip());
        }

        /** {@return the rules in the words of the resource, or what there is instead of rules} */
        static String stated(RequestReader.Reading reading) {
            if (!reading.unclear().isEmpty()) {
                return "ask";
            }
            PathRules paths = reading.paths();
            if (paths.equals(PathRules.EVERYTHING)) {
                return reading.rulesInWords().isEmpty() ? "free" : "words";
            }
            return "only " + paths.allow() + "; not " + paths.deny();
        }

        String wanted() {
            if (List.of("free", "ask", "words").contains(expected)) {
                return expected;
            }
            return "only " + rules("only") + "; not " + rules("not");
        }

        private List<String> rules(String kind) {
            return Arrays.stream(expected.split(";"))
                    .map(String::strip)
                    .filter(part -> part.startsWith(kind + " "))
                    .flatMap(part -> Arrays.stream(part.substring(kind.length()).split(", ")))
                    .map(String::strip)
                    .sorted()
                    .toList();
        }

        @Override
        public String toString() {
            return expected + " <- " + text.replace('\n', '|');
        }
    }

    static List<Request> requests() {
        return RESOURCES.stream()
                .map(RequestCorpusTest::blocks)
                .flatMap(blocks -> {
                    RepositoryNames tree = tree(blocks.get(0));
                    return blocks.stream().skip(1).map(block -> Request.of(tree, block));
                })
                .toList();
    }

    private static RepositoryNames tree(String block) {
        List<String> lines = block.strip().lines().toList();
        assertThat(lines.get(0)).isEqualTo("tree");
        return RepositoryNames.of(lines.subList(1, lines.size()), true);
    }

    private static List<String> blocks(String name) {
        try (InputStream resource = RequestCorpusTest.class.getResourceAsStream(name)) {
            String all = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            String requests = all.substring(all.indexOf("== tree"));
            return Arrays.stream(unescaped(requests).split("(?m)^== "))
                    .filter(block -> !block.isBlank())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Characters outside ASCII are written as in Java source, so that everybody sees which they are. */
    private static String unescaped(String text) {
        return Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsReadAsWhatItStates(Request request) {
        RequestReader.Reading reading = read(request.tree(), request.text());

        assertThat(Request.stated(reading))
                .as("%s: %s", request.text(), reading)
                .isEqualTo(request.wanted());
    }

    @Test
    void thereAreEnoughRequestsOfEachKind() {
        List<Request> all = requests();

        assertThat(all).hasSizeGreaterThanOrEqualTo(500);
        assertThat(all.stream().filter(request -> List.of("free", "words").contains(request.expected())))
                .hasSizeGreaterThanOrEqualTo(190);
        assertThat(all.stream().filter(request -> request.expected().matches("(only|not) .*")))
                .hasSizeGreaterThanOrEqualTo(80);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void anyRequestInOneLineOrUpperCaseIsNotReadWider(Request request) {
        if (List.of("free", "words").contains(request.expected())
                || request.text().contains("```")) {
            return;
        }
        Stream.of(
                        request.text().replaceAll("\\s*\\n\\s*[-*0-9.]*\\s*", " "),
                        "Hello!\n\n" + request.text() + "\n\nThank you!")
                .forEach(text -> assertThat(Request.stated(read(request.tree(), text)))
                        .as(text)
                        .isNotIn("free", "words"));
    }

    private static RequestReader.Reading read(RepositoryNames tree, String text) {
        return RequestReader.read(text.replace("/checkout/", ""), () -> tree);
    }
}
