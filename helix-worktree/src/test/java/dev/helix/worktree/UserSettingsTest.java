/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.worktree.CommitFact;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.MergeRequest;
import dev.helix.api.worktree.WorktreeBinding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings a user may have, which change what git looks at, writes or starts: deliveries are the same under all. */
class UserSettingsTest {
    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feature.manyFiles=true index.version=4 index.skipHash=true core.untrackedCache=true index.threads=4",
                "merge.ff=only merge.verifySignatures=true merge.renames=false merge.conflictStyle=diff3 rerere.enabled=true",
                "core.ignoreCase=true core.precomposeUnicode=true core.preloadIndex=false core.abbrev=4",
                "branch.autoSetupMerge=always branch.autoSetupRebase=always worktree.guessRemote=true",
                "fetch.fsckObjects=true transfer.fsckObjects=true receive.denyCurrentBranch=refuse core.bigFileThreshold=1"
            })
    void aDeliveryIsTheSameUnderSettingsOfTheUser(String settings) throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary)) {
            for (String setting : settings.split(" ")) {
                driver.repository.git(
                        "config",
                        setting.substring(0, setting.indexOf('=')),
                        setting.substring(setting.indexOf('=') + 1));
            }
            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");
            driver.repository.write("d.txt", "d\n");
            driver.repository.commitAll("meanwhile");

            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);

            assertThat(driver.repository.read("c.txt")).isEqualTo("c\n");
            driver.repository.assertTidy();
        }
    }

    @Test
    void noProgramThatIsConfiguredIsStarted() throws Exception {
        Path canary = temporary.toRealPath().resolve("canary");
        Path trap = Files.writeString(temporary.toRealPath().resolve("trap.sh"), "#!/bin/sh\ntouch '" + canary + "'\n");
        assertThat(trap.toFile().setExecutable(true)).isTrue();
        try (DeliveryDriver driver = DeliveryDriver.unsandboxed(temporary.resolve("u"))) {
            for (String key : new String[] {
                "core.alternateRefsCommand", "gpg.program", "gpg.ssh.program", "diff.external", "core.editor",
                "sequence.editor", "core.askPass", "core.gitProxy", "interactive.diffFilter", "pager.status",
                "alias.status", "uploadpack.packObjectsHook", "merge.tool", "trailer.x.cmd", "man.viewer"
            }) {
                driver.repository.git("config", key, key.startsWith("alias") ? "!" + trap : trap.toString());
            }
            driver.repository.git("config", "log.showSignature", "true");
            driver.repository.git("config", "commit.gpgSign", "true");
            driver.repository.git("config", "tag.gpgSign", "true");

            WorktreeBinding binding = driver.reviewed("c.txt", "c\n");

            assertThat(DeliveryDriver.merge(binding)).isInstanceOf(MergeOutcome.Merged.class);
            assertThat(canary).doesNotExist();
        }
    }

    @Test
    void aMessageIsUtf8WhateverEncodingTheUserCommitsIn() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.withoutCommands(temporary)) {
            driver.repository.git("config", "i18n.commitEncoding", "ISO-8859-1");
            WorktreeBinding binding = DeliveryDriver.write(driver.bind(), "c.txt", "c\n");
            binding.commit("Größe");
            DeliveryDriver.approve(binding);

            assertThat(binding.facts().commits())
                    .extracting(CommitFact::subject)
                    .containsExactly("chore(worktree): Größe");
            binding.merge(MergeRequest.builder("Ändere die Größe").build());

            assertThat(driver.repository.git("-c", "i18n.logOutputEncoding=UTF-8", "log", "-1", "--format=%s", "main"))
                    .isEqualTo("Ändere die Größe");
        }
    }

    @Test
    void anEditThatKeepsSizeAndTimeIsNoticedWhereTheUsersGitWouldNot() throws Exception {
        try (DeliveryDriver driver = DeliveryDriver.sandboxed(temporary)) {
            driver.repository.git("config", "core.trustctime", "false");
            driver.repository.git("config", "core.checkStat", "minimal");
            WorktreeBinding binding = driver.bind();
            Path file = binding.info().worktree().resolve("a.txt");
            // Older than the index, so that git need not doubt it.
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
            assertThat(binding.facts().uncommitted()).isEmpty();

            DeliveryDriver.sh(binding, "printf 'ONE\\ntwo\\nthree\\n' > b; touch -d @1000000000 b; mv b a.txt");

            assertThat(binding.facts().uncommitted()).hasSize(1);
        }
    }
}
