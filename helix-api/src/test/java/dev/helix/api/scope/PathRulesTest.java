/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.InvalidRequestException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {

    @ParameterizedTest
    @CsvSource({
        "src/auth/, src/auth/Login.java, true",
        "src/auth/, src/auth/deep/Login.java, true",
        "src/auth/, src/auth, false",
        "src/auth/, src/authority/Login.java, false",
        "src/auth, src/auth/Login.java, true",
        "src/auth, src/auth, true",
        "./docs/a.md, docs/a.md, true",
        "docs/*.md, docs/a.md, true",
        "docs/*.md, docs/deep/a.md, false",
        "docs/**/*.md, docs/deep/er/a.md, true",
        "docs/**/*.md, docs/a.md, true",
        "**/Foo.java, Foo.java, true",
        "**/Foo.java, a/b/Foo.java, true",
        "src/**, src/a/b.txt, true",
        "a?.txt, ab.txt, true",
        "a?.txt, a/.txt, false",
        "a+(b).txt, a+(b).txt, true",
        "a.txt, axtxt, false",
    })
    void ruleCoversPath(String rule, String path, boolean covered) {
        assertThat(PathRules.only(rule).allows(path)).isEqualTo(covered);
    }

    @Test
    void everythingIsAllowedWithoutAnAllowRule() {
        PathRules rules = PathRules.of(List.of(), List.of("src/billing/"));

        assertThat(rules.allows("src/auth/Login.java")).isTrue();
        assertThat(rules.allows("src/billing/Invoice.java")).isFalse();
    }

    @Test
    void denyIsStrongerThanAllow() {
        PathRules rules = PathRules.of(List.of("src/"), List.of("src/billing/"));

        assertThat(rules.allows("src/billing/Invoice.java")).isFalse();
    }

    @Test
    void wideningLiftsExactlyTheNamedDenyRule() {
        PathRules rules = PathRules.of(List.of("src/auth/"), List.of("pom.xml", "build.xml"));

        PathRules wider = rules.allowing(List.of("./pom.xml"));

        assertThat(wider.allows("pom.xml")).isTrue();
        assertThat(wider.allows("build.xml")).isFalse();
        assertThat(wider.allows("src/auth/Login.java")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/billing/Invoice.java", "src/billing", "src/billing/", "src/billing/*.java"})
    void whatWasGrantedIsStrongerThanTheDenyRuleAroundIt(String granted) {
        PathRules wider =
                PathRules.of(List.of("src/auth/"), List.of("src/billing/")).allowing(List.of(granted));

        assertThat(wider.allows("src/billing/Invoice.java")).isTrue();
        assertThat(wider.allows("src/other/A.java")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "./src/./a/, src/a/b.txt, true",
        "src/., src/b.txt, true",
        "src/.x/, src/.x/b.txt, true",
        "src/, src/../etc/b.txt, false",
        "src/, src/a..b/c.txt, true",
        "src/, SRC/b.txt, false",
        "caf\u00e9/, cafe\u0301/b.txt, true",
        "cafe\u0301/, caf\u00e9/b.txt, true",
        "a*c.txt, a*c.txt, true",
        "a.b, a.b/c, true",
        "src, srcx/a, false",
    })
    void spellingsOfOnePathAreTheSame(String rule, String path, boolean covered) {
        assertThat(PathRules.only(rule).allows(path)).isEqualTo(covered);
    }

    @Test
    void wideningKeepsEverythingAllowed() {
        PathRules wider = PathRules.EVERYTHING.allowing(List.of("src/"));

        assertThat(wider.allows("docs/a.md")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "/etc/passwd", "../outside", "src/../../outside", "..", ".", "./", "././", "/"})
    void ruleOutsideTheRepositoryIsRefused(String rule) {
        assertThatThrownBy(() -> PathRules.only(rule))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'" + rule + "'");
    }

    @Test
    void anOverlongRuleIsRefusedByName() {
        assertThatThrownBy(() -> PathRules.only("a".repeat(100_000)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("100000 characters, and at most 1000");
    }

    @Test
    void moreRulesThanAPersonCouldMeanAreRefused() {
        List<String> rules = IntStream.range(0, 1_001).mapToObj(i -> "file" + i).toList();

        assertThatThrownBy(() -> PathRules.of(rules, List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at most 1000");
    }

    @Test
    void rulesReadAsWords() {
        PathRules rules = PathRules.of(List.of("src/"), List.of("src/gen/")).allowing(List.of("docs/a.md"));

        assertThat(rules).hasToString("only src/, but not src/gen/, and as agreed docs/a.md");
        assertThat(PathRules.EVERYTHING).hasToString("everything");
    }
}
