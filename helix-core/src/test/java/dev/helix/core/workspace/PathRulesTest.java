/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.workspace.PathOutsideWorkspaceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathRulesTest {
    @ParameterizedTest
    @CsvSource({"a,a", "./a/b,a/b", "a//b/,a/b", "a/./b,a/b", "'',''", ".,''", "...,...", "a..b,a..b", "~/x,~/x"})
    void harmlessSpellingsAreAccepted(String written, String meant) {
        assertThat(RelativePath.parse(written)).hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/passwd", "..", "a/../../b", "a/..", "\\\\host\\share", "C:\\x", "c:/x", "a\0b", "//a"})
    void whatLeadsOutsideIsRefused(String path) {
        assertThatThrownBy(() -> RelativePath.parse(path))
                .isInstanceOf(PathOutsideWorkspaceException.class)
                .hasMessageContaining("relative to the workspace root");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git",
                ".GIT",
                ".Git",
                ".git.",
                ".git ",
                ".git. .",
                "git~1",
                "GIT~1",
                "git~23",
                ".g\u200Cit",
                "\uFEFF.git",
                ".gi\u200Dt",
                ".git::$INDEX_ALLOCATION",
                ".git:x",
                "\uFF0E\uFF47\uFF49\uFF54",
                ".g\u0131t"
            })
    void everyNameTakenForGitIsKnown(String name) {
        assertThat(FileNames.isGit(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".gitignore", ".gitattributes", "git", "agit~1", ".git2", "x.git", ".git\n", "..git", "git~"})
    void ordinaryNamesAreNotGit(String name) {
        assertThat(FileNames.isGit(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CON", "nul.txt", "com1", "LPT9.log", "aux", "a:b", "a\\b", "x.", "x ", "conin$", "com\u00B9"})
    void namesThatMeanSomethingElseOnWindowsAreKnown(String name) {
        assertThat(FileNames.notPortable(name)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "a.con", "com", "com10", "null", "README.md", " x", "ä", "line\nbreak"})
    void portableNamesPass(String name) {
        assertThat(FileNames.notPortable(name)).isEmpty();
    }

    @Test
    void parentAndNameTakeAPathApart() {
        RelativePath path = RelativePath.parse("a/b/c");

        assertThat(path.name()).isEqualTo("c");
        assertThat(path.parent().child("d")).hasToString("a/b/d");
        assertThat(path.parent().parent().parent().isRoot()).isTrue();
    }
}
