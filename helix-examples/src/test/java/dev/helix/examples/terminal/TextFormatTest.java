/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {
    @Test
    void textCannotMoveTheCursorOrTurnAround() {
        assertThat(TextFormat.harmless("a\u001b[2Jb\u202ec\rd\ud800e")).isEqualTo("a?[2Jb?c?d?e");
    }

    @Test
    void headlineLosesWordsButKeepsThemWhole() {
        assertThat(TextFormat.headline("one two three\nfour", 10)).isEqualTo("one two …");
        assertThat(TextFormat.headline("src/shop/pricing/Discount.java is wrong", 10))
                .isEqualTo("src/shop/pricing/Discount.java …");
        assertThat(TextFormat.headline("fits", 4)).isEqualTo("fits");
    }

    @Test
    void linesBreakAtBlanksOnly() {
        assertThat(TextFormat.wrapped("one two three\nfour", 8)).containsExactly("one two", "three", "four");
        assertThat(TextFormat.wrapped("a\n\nb", 4)).containsExactly("a", "", "b");
    }

    @Test
    void pathLongerThanALineStaysInOnePiece() {
        assertThat(TextFormat.wrapped("see /a/very/long/path here", 8))
                .containsExactly("see", "/a/very/long/path", "here");
        assertThat(TextFormat.wrapped("/a/very/long/path", 8)).containsExactly("/a/very/long/path");
        assertThat(TextFormat.packed(List.of("M a", "M a/very/long/path", "M b"), 9))
                .containsExactly("M a", "M a/very/long/path", "M b");
    }

    @Test
    void itemsShareALineWhileTheyFit() {
        assertThat(TextFormat.packed(List.of("M a", "M b", "M c"), 9)).containsExactly("M a   M b", "M c");
        assertThat(TextFormat.packed(List.of(), 9)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "9999,9999", "10000,10.0k", "999949,999.9k", "1000000,1.0M"})
    void tokensFitTheirColumn(long count, String shown) {
        assertThat(TextFormat.tokens(count)).isEqualTo(shown).hasSizeLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"0,0 lines", "1,1 line", "2,2 lines"})
    void oneIsNotPlural(long count, String shown) {
        assertThat(TextFormat.plural(count, "line")).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"/a/b.c,/a/b.c", "/a b,'/a b'", "/it's,'/it'\\''s'"})
    void pathsAreQuotedForShellsWhereNeeded(String path, String quoted) {
        assertThat(TextFormat.quoted(path)).isEqualTo(quoted);
    }
}
