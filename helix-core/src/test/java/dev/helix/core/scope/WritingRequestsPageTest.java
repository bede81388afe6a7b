/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.scope.PathRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that {@code docs/writing-requests.md} says what the reader does. */
class WritingRequestsPageTest {
    /** A sentence of the page's table and what the table says it means. */
    private record Row(String sentence, String meaning) {
        PathRules rules() {
            return switch (meaning) {
                case "only X" -> PathRules.only("src/");
                case "only X; not Y" -> PathRules.of(List.of("src/"), List.of("src/gen/"));
                case "not X" -> PathRules.of(List.of(), List.of("src/"));
                default -> throw new IllegalArgumentException(meaning);
            };
        }
    }

    static Stream<Row> rows() throws IOException {
        List<MatchResult> rows = Pattern.compile("(?m)^\\| (.* X.*) \\| ((?:only|not) X.*) \\|$")
                .matcher(page())
                .results()
                .toList();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(10);
        return rows.stream()
                .flatMap(row -> Stream.of(row.group(1).split("(?<=\\.) (?!Nothing else|Leave everything)"))
                        .map(sentence -> new Row(sentence, row.group(2))));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everySentenceOfThePageMeansWhatThePageSays(Row row) {
        String sentence = row.sentence().replaceAll("\\bX\\b", "src/").replaceAll("\\bY\\b", "src/gen/");

        RequestReader.Reading reading = RequestReader.read(sentence, () -> RequestCorpusTest.TREE);

        assertThat(reading.unclear()).as(sentence).isEmpty();
        assertThat(reading.paths()).as(sentence).isEqualTo(row.rules());
    }

    @Test
    void thePageShowsEveryForm() throws IOException {
        assertThat(page()).contains(withoutRemarks("forms.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"restriction", "signs", "permission", "speech of changes", "place"})
    void thePageShowsEveryWordOfRestriction(String table) throws IOException {
        String words = withoutRemarks("words.txt");
        int start = words.indexOf("[" + table + "]");
        int end = words.indexOf("\n\n", start);

        assertThat(page()).contains(words.substring(start, end));
    }

    private static String withoutRemarks(String resource) throws IOException {
        try (var text = ScopeWords.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .replaceAll("(?m)^#.*\\n", "")
                    .strip();
        }
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/writing-requests.md"));
    }
}
