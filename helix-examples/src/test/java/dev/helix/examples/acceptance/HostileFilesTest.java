/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.helix.testkit.ScriptedModel;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests with models that stay in scope and leave files there that git, file systems or programs that read them may
 * choke on. Each lands whole or not at all; either way the user's repository is sound and the user's checkout is
 * clean.
 */
class HostileFilesTest {
    @TempDir
    Path temporary;

    static Stream<Arguments> files() {
        return Stream.of(
                arguments("no UTF-8 in the name", "touch \"src/$(printf '\\377\\376').sh\""),
                arguments("a line end in the name", "touch \"src/$(printf 'a\\nM docs')\""),
                arguments("an escape sequence in the name", "touch \"src/$(printf '\\033[2J\\033]0;x\\007')\""),
                arguments("a directory that git takes for its own", "mkdir src/.GIT && echo x > src/.GIT/config"),
                arguments(
                        "submodules that are none",
                        "printf '[submodule \"../x\"]\\nurl=--x\\npath=x\\n' > src/.gitmodules"),
                arguments("a list of submodules that is a link", "ln -s main.sh src/.gitmodules"),
                arguments("attributes that are a link", "ln -s main.sh src/.gitattributes; ln -s x src/.gitignore"),
                arguments("attributes too long to read", "head -c 100000 /dev/zero | tr '\\0' x > src/.gitattributes"),
                arguments("attributes that recode", "echo '* working-tree-encoding=UTF-16' > src/.gitattributes"),
                arguments(
                        "attributes that end lines",
                        "echo '* text eol=crlf' > src/.gitattributes; echo >> src/main.sh"),
                arguments(
                        "line ends against the attributes",
                        "echo '* text' > src/.gitattributes; printf 'a\\r\\nb\\r\\n' > src/crlf.txt"),
                arguments(
                        "attributes that name drivers", "echo '* filter=x diff=x merge=x ident' > src/.gitattributes"),
                arguments("pipes and sockets", "mkfifo src/pipe; echo x > src/x.sh"),
                arguments("files nobody may read", "echo x > src/x.sh; chmod 0 src/x.sh; mkdir -m 0 src/closed"),
                arguments("links that lead round", "ln -s . src/round; ln -s a src/b; ln -s b src/a"),
                arguments("a link to everything", "ln -s / src/root; ln -s /proc/self/environ src/env"),
                arguments("many files", "mkdir src/m; cd src/m; seq 1000 | xargs touch"),
                arguments(
                        "a deep hole",
                        "cd src; i=0; while [ $i -lt 400 ]; do mkdir dddddddddddddddd; cd dddddddddddddddd; i=$((i+1)); done; touch x"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void filesLandWholeOrNotAtAll(String name, String line) throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);

        DeliveryScript run = hostile.run(ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(ToolCalls.shell(line)),
                ScriptedModel.calls(
                        ScriptedModel.call("list", "path", "src"),
                        ScriptedModel.call("grep", "pattern", "x"),
                        ScriptedModel.call("glob", "pattern", "**")),
                ScriptedModel.calls(ToolCalls.commit("Files")),
                ScriptedModel.calls(ToolCalls.complete())));

        assertThat(run.status()).as(run.output()).isIn(0, HostileScenario.SENT_BACK);
    }
}
