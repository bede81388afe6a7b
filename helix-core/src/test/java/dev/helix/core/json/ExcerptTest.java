/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void shortTextStaysAsItIs() {
        assertThat(Excerpt.headAndTail("abc", 3)).isEqualTo("abc");
    }

    @Test
    void longTextKeepsHeadAndTailAndSaysWhatIsMissing() {
        assertThat(Excerpt.headAndTail("a".repeat(50) + "b".repeat(50), 20))
                .isEqualTo("a".repeat(6) + "\n[... 80 characters left out ...]\n" + "b".repeat(14));
    }

    @Test
    void noCharacterIsCutInTwo() {
        String faces = "😀".repeat(30);

        for (int limit = 10; limit < 20; limit++) {
            String cut = Excerpt.headAndTail(faces, limit);
            assertThat(cut.codePoints().filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                    .as("limit %s", limit)
                    .isEmpty();
        }
    }

    @Test
    void firstLineIsCutAtTheLimit() {
        assertThat(Excerpt.firstLine("\n  one two\nthree", 100)).isEqualTo("one two");
        assertThat(Excerpt.firstLine("one two", 3)).isEqualTo("one…");
        assertThat(Excerpt.firstLine("", 3)).isEmpty();
    }
}
