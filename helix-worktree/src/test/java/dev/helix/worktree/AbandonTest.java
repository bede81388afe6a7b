/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.worktree.SavedRef;
import dev.helix.api.worktree.WorktreeBinding;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonTest {
    @TempDir
    Path temporary;

    @Test
    void unfinishedWorkIsKeptOutsideTheBranches() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
            binding.commit("half");
            DeliveryDriver.write(binding, "d.txt", "not even committed\n");
            String leaf = binding.info().branch().substring("aiagent/".length());

            SavedRef saved = binding.abandon();

            assertThat(saved.ref()).contains("refs/helix/saved/" + leaf);
            assertThat(driver.repository.git("show", saved.ref().orElseThrow() + ":d.txt"))
                    .isEqualTo("not even committed");
            assertThat(driver.repository.git("show", saved.ref().orElseThrow() + ":c.txt"))
                    .isEqualTo("c");
            assertThat(saved.commit()).contains(binding.facts().tip());
            assertThat(binding.ended()).isTrue();
            assertThat(binding.info().worktree()).doesNotExist();
            assertThat(driver.service.bindings(DeliveryDriver.SESSION)).isEmpty();
            assertThat(driver.repository.read("a.txt")).isEqualTo("one\ntwo\nthree\n");
            driver.repository.assertTidy();
        }
    }

    @Test
    void abandoningTwiceOrWithoutWorkKeepsNothing() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.bind();

            assertThat(binding.abandon()).isEqualTo(SavedRef.nothing());
            assertThat(binding.abandon()).isEqualTo(SavedRef.nothing());

            assertThat(driver.repository.git("for-each-ref", "refs/helix")).isEmpty();
            driver.repository.assertTidy();
        }
    }

    @Test
    void worktreeDeletedByHandCanStillBeAbandoned() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
            binding.commit("kept");
            driver.repository.git(
                    "worktree", "remove", "-f", "-f", binding.info().worktree().toString());

            SavedRef saved = binding.abandon();

            assertThat(driver.repository.git("show", saved.ref().orElseThrow() + ":c.txt"))
                    .isEqualTo("c");
            driver.repository.assertTidy();
        }
    }

    @Test
    void workWhoseFolderIsGoneIsKeptAsCommittedAndTheLossIsSaid() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
            binding.commit("kept");
            DeliveryDriver.write(binding, "d.txt", "not committed\n");
            Files.move(binding.info().worktree(), temporary.resolve("elsewhere"));

            SavedRef saved = binding.abandon();

            assertThat(binding.ended()).isTrue();
            assertThat(driver.repository.git("show", saved.ref().orElseThrow() + ":c.txt"))
                    .isEqualTo("c");
            assertThat(saved.problems()).singleElement().asString().contains("whatever was not committed");
            driver.repository.assertTidy();
        }
    }

    @Test
    void factsCanBeReadAfterTheEnd() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");

            DeliveryDriver.merge(binding);

            assertThat(binding.facts().commits()).hasSize(1);
            assertThat(binding.facts().changes()).hasSize(1);
            assertThat(binding.facts().uncommitted()).isEmpty();
            assertThat(binding.facts().checkoutStatus()).isEmpty();
            assertThat(binding.facts().baseLog(10)).hasSize(2);
            assertThat(binding.facts().baseLog(10).get(0).parents()).hasSize(2);
            driver.repository.write("scratch", "");
            driver.repository.write("a.txt", "changed");
            assertThat(binding.facts().checkoutStatus()).containsExactly(" M a.txt", "?? scratch");
        }
    }
}
