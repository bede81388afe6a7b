/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchNameTest {
    private static final SessionId SESSION = new SessionId("abc");
    private static final Path ROOT = Path.of("/projects/api");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Add auth middleware | add-auth-middleware",
                "../../etc/passwd | etc-passwd",
                "a..b@{c}~x^:?*[\\ | a-b-c-x",
                "-rf . | rf",
                "HEAD.lock | head-lock",
                "Größe ändern | gro-e-andern",
                "$(touch /tmp/x); `id` | touch-tmp-x-id",
                "日本語 | task",
                "~~ | task",
                "~ --- ~ | task",
                "x/y//z/ | x-y-z",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbb | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void slugsAreShortPlainWords(String task, String slug) {
        assertThat(BranchName.slug(task)).isEqualTo(slug);
    }

    @Test
    void slugsOfAnyCharactersAreValidRefNames() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ProcessBuilder check =
                new ProcessBuilder("sh", "-c", "while read -r ref; do git check-ref-format \"$ref\" || exit 1; done");
        Process git = check.start();
        StringBuilder refs = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            String task = random.ints(random.nextInt(90), 0, 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            BranchName name = BranchName.of(SESSION, task, ROOT, "n");
            assertThat(name.branch()).as("seed %d", seed).matches("aiagent/abc/[a-z0-9][a-z0-9-]{0,39}-[0-9a-f]{8}");
            refs.append(name.ref()).append('\n').append(name.savedRef()).append('\n');
        }
        git.getOutputStream().write(refs.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        git.getOutputStream().close();
        assertThat(git.waitFor()).as("seed %d", seed).isZero();
    }

    @Test
    void anyOtherOriginGivesOtherDigits() {
        String name = BranchName.of(SESSION, "t", ROOT, "n").leaf();

        assertThat(BranchName.of(SESSION, "t", ROOT, "n").leaf()).isEqualTo(name);
        assertThat(BranchName.of(SESSION, "t", ROOT, "m").leaf()).isNotEqualTo(name);
        assertThat(BranchName.of(SESSION, "t", Path.of("/other"), "n").leaf()).isNotEqualTo(name);
        assertThat(BranchName.of(new SessionId("abd"), "t", ROOT, "n").leaf()).isNotEqualTo(name);
    }
}
