/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.scope.PathRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that read requests in the styles people write, each with the scope it states. */
class RequestCorpusTest {
    static final RepositoryNames TREE = RepositoryNames.of(
            List.of(
                    ".github/workflows/ci.yml",
                    ".gitignore",
                    "Dockerfile",
                    "Makefile",
                    "README.md",
                    "app/(auth)/layout.tsx",
                    "app/[id]/page.tsx",
                    "caf\u00e9/menu.txt",
                    "calc.py",
                    "config/prod.yaml",
                    "core/pom.xml",
                    "docs/auth.md",
                    "docs/guide.md",
                    "lib/io/reader.py",
                    "lib/util.py",
                    "my docs/a b.md",
                    "package.json",
                    "pom.xml",
                    "schema.sql",
                    "src/auth/session.ts",
                    "src/cart/Cart.java",
                    "src/gen/Api.java",
                    "src/main/java/com/acme/auth/Login.java",
                    "src/main/java/com/acme/auth/LoginForm.java",
                    "src/main/java/com/acme/billing/Invoice.java",
                    "src/main/java/com/acme/billing/Tax.java",
                    "src/main/java/com/acme/legacy/Importer.java",
                    "test_calc.py",
                    "tests/test_cart.py",
                    "web/package.json",
                    "web/pom.xml",
                    "web/src/App.tsx",
                    "web/src/components/Login/Login.tsx"),
            true);

    /** A request and what it states. */
    private record Request(String expected, String text) {
        static Request of(String block) {
            int end = block.indexOf('\n');
            return new Request(
                    block.substring(0, end).strip(), block.substring(end + 1).strip());
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
                    .flatMap(part -> Arrays.stream(part.substring(kind.length()).split(",")))
                    .map(String::strip)
                    .sorted()
                    .toList();
        }

        @Override
        public String toString() {
            return expected + " <- " + text.replace('\n', '|');
        }
    }

    static List<Request> requests() throws IOException {
        try (InputStream resource = RequestCorpusTest.class.getResourceAsStream("requests.txt")) {
            String all = new String(resource.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^# .*\\n", "");
            return Arrays.stream(unescaped(all).split("(?m)^== "))
                    .filter(block -> !block.isBlank())
                    .map(Request::of)
                    .toList();
        }
    }

    /** Characters outside ASCII are written as in Java source, so that everybody sees which they are. */
    private static String unescaped(String text) {
        return java.util.regex.Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(text)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsReadAsWhatItStates(Request request) {
        RequestReader.Reading reading = read(request.text().replace("/checkout/", ""));

        assertThat(Request.stated(reading))
                .as("%s: %s", request.text(), reading)
                .isEqualTo(request.wanted());
    }

    @Test
    void thereAreEnoughRequestsOfEachKind() throws IOException {
        List<Request> all = requests();

        assertThat(all).hasSizeGreaterThanOrEqualTo(120);
        assertThat(all.stream().filter(request -> !request.expected().equals("ask")))
                .hasSizeGreaterThanOrEqualTo(75);
        assertThat(all).extracting(Request::text).doesNotHaveDuplicates();
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
                .forEach(text -> assertThat(Request.stated(read(text.replace("/checkout/", ""))))
                        .as(text)
                        .isNotIn("free", "words"));
    }

    private static RequestReader.Reading read(String text) {
        return RequestReader.read(text, () -> TREE);
    }
}
