/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {
    @Test
    void modelsCannotMoveTheCursorOrTurnTextAround() {
        assertThat(TextFormat.harmless("a\u001b[2Jb\u202ec\rd\ud800e")).isEqualTo("a?[2Jb?c?d?e");
    }

    @Test
    void textIsCutBetweenCharacters() {
        assertThat(TextFormat.cut("abcdef", 4)).isEqualTo("abc…");
        assertThat(TextFormat.cut("ab\ud83d\ude00ef", 4)).isEqualTo("ab…");
        assertThat(TextFormat.cut("abcd", 4)).isEqualTo("abcd");
    }

    @Test
    void linesBreakAtBlanksAndLongWordsAnywhere() {
        assertThat(TextFormat.wrapped("one two three\nfour", 8)).containsExactly("one two", "three", "four");
        assertThat(TextFormat.wrapped("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(TextFormat.wrapped("a\n\nb", 4)).containsExactly("a", "", "b");
    }

    @Test
    void itemsStayWhole() {
        assertThat(TextFormat.packed(List.of("M a", "M b", "M c"), 9)).containsExactly("M a   M b", "M c");
        assertThat(TextFormat.packed(List.of(), 9)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "9999,9999", "10000,10.0k", "999949,999.9k", "1000000,1.0M"})
    void tokensFitTheirColumn(long count, String shown) {
        assertThat(TextFormat.tokens(count)).isEqualTo(shown).hasSizeLessThanOrEqualTo(6);
    }
}
