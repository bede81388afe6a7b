/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.message.Content;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.StopReason;
import dev.helix.testkit.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests with a model that answers at random: any tool, any arguments, any number of calls, any ending. Whatever it
 * hits upon, the command ends by itself and main carries a reviewed, verified merge in scope or nothing.
 *
 * <p>{@code -Dhelix.loops} multiplies the runs; a failure names its seed.
 */
class MonkeyModelTest {
    @TempDir
    Path temporary;

    @Test
    @Timeout(600)
    void randomModelsDoNoHarm() throws Exception {
        int runs = 3 * Integer.getInteger("helix.loops", 1);
        long first = System.nanoTime();
        for (int i = 0; i < runs; i++) {
            long seed = first + i;
            Path folder = Files.createDirectory(temporary.resolve("run-" + i));
            try {
                DeliveryScript run = HostileScenario.in(folder).run(new Monkey(seed), "--time-limit", "1");
                assertThat(run.status()).as(run.output()).isIn(0, 4, 6);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    /** A monkey at a keyboard that has words on its keys. */
    private static final class Monkey implements ScriptedModel {
        private static final List<String> PATHS = List.of(
                "src/greet.sh",
                "src/main.sh",
                "src/new.sh",
                "src/",
                "src",
                ".",
                "",
                "docs/guide.md",
                "check.sh",
                "test/main.sh",
                "../x",
                "/etc/passwd",
                ".git",
                ".git/config",
                ".gitattributes",
                "src/../docs/x",
                "a b");
        private static final List<String> TEXTS = List.of(
                "",
                "x",
                "hello",
                "echo hello world\n",
                "greeting() { echo \"hello $1\"; }\n",
                "\u0000",
                "\ud83d\ude00",
                "<<<<<<< a\n=======\n>>>>>>> b\n",
                "**/*",
                "[",
                "(",
                ".*",
                "--force",
                "\"quoted\" 'twice'");
        private static final List<String> LINES = List.of(
                "true",
                "false",
                "ls -la",
                "sh check.sh",
                "echo x >> src/new.sh",
                "echo x >> docs/guide.md",
                "rm -rf src",
                "git status",
                "git commit -am x",
                "git checkout .",
                "mkdir -p src/a/b",
                "chmod -R 0 src",
                "ln -s / src/root",
                "mkfifo src/p",
                "kill -9 -1",
                "cat /dev/zero | head -c 1000000",
                "exit 77");

        private final Random random;

        Monkey(long seed) {
            this.random = new Random(seed);
        }

        @Override
        public synchronized ModelReply answer(ModelRequest request) {
            List<Content> content = new ArrayList<>();
            if (random.nextInt(3) == 0) {
                content.add(Text.of(any(TEXTS)));
            }
            int calls = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(4);
            for (int i = 0; i < calls; i++) {
                content.add(call());
            }
            StopReason stop = random.nextInt(10) == 0
                    ? StopReason.values()[random.nextInt(StopReason.values().length)]
                    : calls > 0 ? StopReason.TOOL_CALLS : StopReason.END;
            return ScriptedModel.reply(stop, content.toArray(Content[]::new));
        }

        private ToolCall call() {
            return switch (random.nextInt(16)) {
                case 0 -> ToolCalls.bind();
                case 1, 2 -> ToolCalls.write(any(PATHS), any(TEXTS));
                case 3 ->
                    ScriptedModel.call("edit", "path", any(PATHS), "old_text", any(TEXTS), "new_text", any(TEXTS));
                case 4 -> ToolCalls.read(any(PATHS));
                case 5 -> ScriptedModel.call("list", "path", any(PATHS));
                case 6 -> ScriptedModel.call("grep", "pattern", any(TEXTS), "path", any(PATHS));
                case 7 -> ScriptedModel.call("glob", "pattern", any(TEXTS), "path", any(PATHS));
                case 8, 9 -> ToolCalls.shell(any(LINES));
                case 10 -> ToolCalls.commit(any(TEXTS));
                case 11 -> ToolCalls.review();
                case 12 -> ToolCalls.complete();
                case 13 -> ToolCalls.propose(any(PATHS));
                case 14 -> ToolCalls.subAgent(any(TEXTS));
                default -> ToolCall.of(any(TEXTS), any(TEXTS), any(TEXTS));
            };
        }

        private String any(List<String> list) {
            return list.get(random.nextInt(list.size()));
        }
    }
}
