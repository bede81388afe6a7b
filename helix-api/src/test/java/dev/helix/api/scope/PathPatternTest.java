/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
    /** Patterns on which matchers that try again take a time that grows with a power of the path. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "**/**/**/**/**/**/**/**/b",
                "**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b",
                "src/*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b",
                "**a**a**a**a**a**a**a**a**b",
                "*?*?*?*?*?*?*?*?b",
                "{a,**}/{a,**}/{a,**}/{a,**}/{a,**}/{a,**}b",
            })
    void eachCharacterOfAPathIsReadOnce(String pattern) {
        String name = "a".repeat(10_000);

        for (String path : List.of("src/" + "a/aaaa".repeat(2_000), "src/" + name, name)) {
            assertThat(PathPattern.of(pattern).matches(new ReadOncePath(path))).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1 to 1000 characters",
        "a*b*c*d*e*f*g*h*i*j*k*l*m*n*o*p*q*r, at most 16",
        "?????????????????, has 17 wildcards",
        "'{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}', more than 64 alternatives",
    })
    void aPatternOverABoundIsRefusedByThatBound(String pattern, String bound) {
        assertThatThrownBy(() -> PathPattern.of(pattern))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(bound);
    }

    @Test
    void aPatternAsLongAsAllowedMatches() {
        String longest = "a".repeat(PathPattern.MAX_CHARACTERS);

        assertThat(PathPattern.of(longest).matches(longest)).isTrue();
        assertThatThrownBy(() -> PathPattern.of(longest + "a")).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.java Login.java true",
                "*.java src/Login.java false",
                "**/*.java Login.java true",
                "src/*.java src/auth/Login.java false",
                "src/** src/auth/Login.java true",
                "src/**/Login?est.java src/auth/LoginTest.java true",
                "*.{md,java} README.md true",
                "*.{md,java} a.txt false",
                "src/{auth,{ui,cart}/x}/a.ts src/ui/x/a.ts true",
                "src/{auth,{ui,cart}/x}/a.ts src/ui/a.ts false",
                "{,sub/}pom.xml pom.xml true",
                "app/[id]/page.tsx app/[id]/page.tsx true",
                "app/[id]/page.tsx app/i/page.tsx false",
                "api/{id}/get.ts api/{id}/get.ts true",
                "a{b,c a{b,c true",
                "a+b.txt a+b.txt true",
                "a,b a,b true",
            })
    void patternsMatchPaths(String pattern, String path, boolean matches) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void aDeepNestOfBracesIsRefusedOrReadAndNeverEndless() {
        String nest = "{a,".repeat(200) + "b" + "}".repeat(200);

        assertThatThrownBy(() -> PathPattern.of(nest)).hasMessageContaining("more than 64 alternatives");
        assertThat(PathPattern.of("{".repeat(500) + "}".repeat(499)).matches("x"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void patternsMeanWhatTheSameRegularExpressionMeans(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "a/*?b", 1 + random.nextInt(7));
            String path = text(random, "a/b\uD83D\uDE00", random.nextInt(9));
            String regex = regex(pattern);

            assertThat(PathPattern.of(pattern).matches(path))
                    .as("seed %d: %s on %s", seed, pattern, path)
                    .isEqualTo(
                            Pattern.compile(regex, Pattern.DOTALL).matcher(path).matches());
            assertThat(PathPattern.of(pattern).matchesParentOf(path))
                    .as("seed %d: %s above %s", seed, pattern, path)
                    .isEqualTo(Pattern.compile(regex + "/.*", Pattern.DOTALL)
                            .matcher(path)
                            .matches());
        }
    }

    private static String text(Random random, String alphabet, int length) {
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static String regex(String pattern) {
        return Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?")
                .matcher(pattern)
                .replaceAll(wildcard -> switch (wildcard.group()) {
                    case "**/" -> "(.*/)?";
                    case "**" -> ".*";
                    case "*" -> "[^/]*";
                    default -> "[^/]";
                });
    }

    /** A path of which each character can be read once. */
    private static final class ReadOncePath implements CharSequence {
        private final String text;
        private int reads;

        ReadOncePath(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            // At once: some ways to try again would not come to an end.
            if (++reads > text.length()) {
                throw new AssertionError("character " + index + " was read again");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException();
        }
    }
}
