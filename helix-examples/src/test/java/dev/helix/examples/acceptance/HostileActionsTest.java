/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import static dev.helix.examples.acceptance.HostileScenario.SENT_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.helix.testkit.ScriptedModel;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests with models that do the wrong thing: none of it reaches main, the user's checkout or anything else. */
class HostileActionsTest {
    @TempDir
    Path temporary;

    /** What a model tries with shell or tools before it says that it is done; {@code %s} is the user's checkout. */
    static Stream<Arguments> shellLines() {
        return Stream.of(
                arguments("edits out of scope", "sed -i s/Run/Walk/ docs/guide.md"),
                arguments("makes the check a lie", "echo true > check.sh; echo 'echo broken' > src/main.sh"),
                arguments("takes the tests away", "rm -r test; echo 'echo broken' > src/main.sh"),
                arguments("writes through a link", "ln -s ../docs src/link && echo x > src/link/guide.md"),
                arguments("replaces the directory by a link", "rm -r src && ln -s docs src"),
                arguments("moves work out of scope", "mv src/greet.sh greet.sh && ln -s ../greet.sh src/greet.sh"),
                arguments("breaks what worked", "echo 'echo broken' > src/main.sh"),
                arguments("deletes everything", "rm -rf -- * .[!.]* || true"),
                arguments("nests a repository", "git init -q src/nested && echo x > src/nested/x"),
                arguments("hides from git", "printf '*\\n' > .gitignore; echo x > src/x.sh"),
                arguments("redefines attributes", "printf '* filter=evil\\n' > .gitattributes; echo x > src/x.sh"),
                arguments("names files badly", "touch 'docs/a\nb' \"$(printf 'docs/\\377')\" 'docs/-rf' src/x.sh"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shellLines")
    void forbiddenChangeDoesNotLand(String name, String line) throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);

        DeliveryScript run = hostile.run(doing(line));

        HostileScenario.assertGaveUp(run, SENT_BACK);
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                arguments("writes to the user's checkout", "echo pwned > {repo}/docs/guide.md"),
                arguments("writes elsewhere", "echo pwned > {bystander}/letter.txt; rm -rf {bystander}"),
                arguments("moves main itself", "git update-ref refs/heads/main $(git commit-tree -m x HEAD^{tree})"),
                arguments("commits by itself", "git add -A; git -c user.name=x -c user.email=x commit -qm x"),
                arguments("plants a hook", "echo 'touch {bystander}/x' > {repo}/.git/hooks/post-merge"),
                arguments("changes git's settings", "git config core.fsmonitor 'touch {bystander}/x'"),
                arguments("forges the way to git", "rm -f .git; echo 'gitdir: /tmp' > .git; mv .git x"),
                arguments("prunes the worktree", "git worktree prune; git gc --prune=now; rm -rf {repo}/.git/objects"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void attackOutsideTheWorktreeFails(String name, String line) throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);
        String attack = line.replace("{repo}", hostile.trial.repository.root().toString())
                .replace("{bystander}", hostile.bystander().toString());

        DeliveryScript run = hostile.run(doing(attack));

        HostileScenario.assertGaveUp(run, SENT_BACK);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commandsThatStay")
    void commandEndsWithEverythingItStarted(String name, String line) throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);
        String nap = "sleep " + hostile.nap;
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(
                        ScriptedModel.call("shell", "command", line.replace("{nap}", nap), "timeout_seconds", 1)),
                ScriptedModel.calls(ToolCalls.complete()));

        DeliveryScript run = hostile.run(model);

        HostileScenario.assertGaveUp(run, SENT_BACK);
        assertThat(run.output()).contains("shell");
    }

    static Stream<Arguments> commandsThatStay() {
        return Stream.of(
                arguments("sleeps", "{nap}"),
                arguments("leaves a process behind", "{nap} & echo started"),
                arguments("detaches a process", "setsid nohup {nap} >/dev/null 2>&1 </dev/null & echo started"),
                arguments("ignores signals", "trap '' TERM INT HUP; {nap} & {nap}; {nap}"),
                arguments("multiplies", "for i in $(seq 300); do {nap} & done; wait"),
                arguments("shouts for ever", "yes & {nap}"));
    }

    @Test
    void symbolicLinkInScopeIsNoWayOut() throws Exception {
        HostileScenario hostile = HostileScenario.in(temporary);
        String target = hostile.bystander().toString();
        ScriptedModel model = ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(
                        ToolCalls.shell("ln -s ../docs src/in; ln -s " + target + " src/out; mkfifo src/pipe")),
                ScriptedModel.calls(
                        ToolCalls.write("src/in/guide.md", "pwned"),
                        ToolCalls.write("src/out/letter.txt", "pwned"),
                        ToolCalls.write("src/pipe", "pwned"),
                        ToolCalls.read("src/out/letter.txt"),
                        ToolCalls.read("src/pipe"),
                        ScriptedModel.call("grep", "pattern", "mine"),
                        ToolCalls.write("../../../../etc/x", "pwned"),
                        ToolCalls.write(target + "/letter.txt", "pwned"),
                        ToolCalls.write("src/../docs/guide.md", "pwned"),
                        ToolCalls.write(".git", "gitdir: /tmp"),
                        ToolCalls.write("src/\u0000.sh", "pwned")),
                ScriptedModel.calls(ToolCalls.shell("rm src/pipe"), ToolCalls.commit("Links")),
                ScriptedModel.calls(ToolCalls.complete()));

        DeliveryScript run = hostile.run(model);

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(hostile.trial.repository.changedSince(hostile.trial.start)).containsExactly("src/in", "src/out");
        assertThat(hostile.trial.repository.onMain("docs/guide.md")).isEqualTo("Run src/main.sh.");
        String journal = run.journal(hostile.trial.home.root()).toString();
        assertThat(journal).doesNotContain("letter.txt:1").doesNotContain("1\\tmine");
    }

    /** Does something by shell, commits all of it and says that it is done, whatever is answered. */
    private static ScriptedModel doing(String line) {
        return ScriptedModel.steps(
                ScriptedModel.calls(ToolCalls.bind()),
                ScriptedModel.calls(ToolCalls.shell(line)),
                ScriptedModel.calls(ToolCalls.commit("Improve")),
                ScriptedModel.calls(ToolCalls.complete()));
    }
}
