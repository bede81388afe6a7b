/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void lineOfPlainWordsNeedsNoQuotes() {
        assertThat(Command.line(List.of("javac", "-Xlint:all", "-d", "out", "src/A.java")))
                .isEqualTo("javac -Xlint:all -d out src/A.java");
    }

    @Test
    void lineQuotesWhatAShellWouldTakeApart() {
        assertThat(Command.line(List.of("sh", "-c", "cd 'a b' && ls *", "")))
                .isEqualTo("sh -c 'cd '\\''a b'\\'' && ls *' ''");
    }
}
