/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.HelixHome;
import dev.helix.api.worktree.BindRequest;
import dev.helix.api.worktree.RepositoryInfo;
import dev.helix.api.worktree.RepositoryUnsuitableException;
import dev.helix.api.worktree.RepositoryUnsuitableException.Reason;
import dev.helix.api.worktree.WorktreeService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    @TempDir
    Path temporary;

    private Path real;
    private WorktreeService service;

    @BeforeEach
    void open() throws IOException {
        real = temporary.toRealPath();
        service = GitWorktrees.builder()
                .commands(CommandIsolation.REFUSED)
                .build()
                .open(HelixHome.at(real.resolve("home")), InstantSource.system());
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void findsRootBranchAndCommitFromAnyDirectoryInside() {
        UserRepository repository = UserRepository.in(real.resolve("r"));

        RepositoryInfo info = service.inspect(repository.root.resolve("dir"));

        assertThat(info.root()).isEqualTo(repository.root);
        assertThat(info.baseBranch()).isEqualTo("main");
        assertThat(info.head().value()).isEqualTo(repository.git("rev-parse", "HEAD"));
    }

    @Test
    void pathsWithSpacesUnicodeAndLineFeedsAreFine() throws Exception {
        for (String name : List.of("with space", "ünïcode-名前", "line\nfeed", "quote\"and:colon", "-dash")) {
            UserRepository repository = UserRepository.in(real.resolve(name));

            assertThat(service.inspect(repository.root).root()).isEqualTo(repository.root);
            var binding = service.bind(BindRequest.of(DeliveryDriver.SESSION, repository.root, "t"));
            DeliveryDriver.merge(DeliveryDriver.review(DeliveryDriver.write(binding, "c.txt", "c")));

            assertThat(repository.read("c.txt")).isEqualTo("c");
            repository.assertTidy();
        }
    }

    @Test
    void symbolicLinksToTheCheckoutAreResolved() throws IOException {
        UserRepository repository = UserRepository.in(real.resolve("r"));
        Path link = Files.createSymbolicLink(real.resolve("link"), repository.root);

        assertThat(service.inspect(link).root()).isEqualTo(repository.root);
    }

    @Test
    void linkedWorktreeOfTheUserIsBoundOnItsOwnBranch() throws Exception {
        UserRepository repository = UserRepository.in(real.resolve("r"));
        Path linked = real.resolve("linked");
        repository.git("worktree", "add", "-q", "-b", "side", linked.toString());

        assertThat(service.inspect(linked))
                .isEqualTo(RepositoryInfo.of(
                        linked, "side", service.inspect(repository.root).head()));
        DeliveryDriver.merge(DeliveryDriver.review(
                DeliveryDriver.write(service.bind(BindRequest.of(DeliveryDriver.SESSION, linked, "t")), "c.txt", "c")));

        assertThat(UserRepository.at(linked).status()).isEmpty();
        assertThat(linked.resolve("c.txt")).exists();
        assertThat(repository.root.resolve("c.txt")).doesNotExist();
    }

    @Test
    void missingDirectoriesFilesAndPlainFoldersAreNoRepository() throws IOException {
        Path file = Files.writeString(real.resolve("file"), "");

        refused(real.resolve("missing"), Reason.NOT_A_REPOSITORY, "is not a directory");
        refused(file, Reason.NOT_A_REPOSITORY, "is not a directory");
        refused(Files.createDirectories(real.resolve("plain")), Reason.NOT_A_REPOSITORY, "in no git repository");
    }

    @Test
    void gitDirectoryIsNoCheckout() {
        UserRepository repository = UserRepository.in(real.resolve("r"));

        refused(repository.root.resolve(".git"), Reason.NOT_A_REPOSITORY, "inside a git directory");
    }

    @Test
    void bareRepositoryIsRefused() {
        UserRepository bare = UserRepository.empty(real.resolve("bare"));
        bare.git("init", "-q", "--bare", "x.git");

        refused(bare.root.resolve("x.git"), Reason.BARE, "bare repository");
    }

    @Test
    void branchWithoutCommitIsRefused() {
        refused(UserRepository.empty(real.resolve("r")).root, Reason.UNBORN, "no commit on branch main");
    }

    @Test
    void detachedHeadIsRefused() {
        UserRepository repository = UserRepository.in(real.resolve("r"));
        repository.git("checkout", "-q", "--detach");

        refused(repository.root, Reason.DETACHED, "no branch checked out");
    }

    @Test
    void settingsThatChangeWhatACheckoutMeansAreRefused() {
        for (String setting : List.of(
                "core.sparseCheckout=true",
                "core.splitIndex=true",
                "remote.origin.promisor=true",
                "extensions.partialClone=origin")) {
            UserRepository repository = UserRepository.in(real.resolve(setting.replace('=', '-')));
            repository.git("config", setting.split("=")[0], setting.split("=")[1]);

            refused(repository.root, Reason.UNSUPPORTED, setting.split("=")[0].toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void unknownExtensionsAreRefused() throws IOException {
        UserRepository repository = UserRepository.in(real.resolve("r"));
        repository.git("config", "core.repositoryFormatVersion", "1");
        repository.git("config", "extensions.refStorage", "reftable");

        // Git itself refuses what it does not know, and Helix what git knows but Helix does not.
        assertThatThrownBy(() -> service.inspect(repository.root))
                .isInstanceOfSatisfying(
                        RepositoryUnsuitableException.class,
                        e -> assertThat(e.reason()).isIn(Reason.UNSUPPORTED, Reason.NOT_A_REPOSITORY));
    }

    @Test
    void sha256RepositoryIsRefused() throws IOException {
        Path root = Files.createDirectories(real.resolve("r"));
        UserRepository repository = UserRepository.at(root);
        repository.git("init", "-q", "--object-format=sha256", "-b", "main");

        refused(root, Reason.UNSUPPORTED, "extensions.objectformat=sha256");
    }

    @Test
    void settingsOfASingleWorktreeAreRefused() {
        UserRepository repository = UserRepository.in(real.resolve("r"));
        repository.git("config", "extensions.worktreeConfig", "true");
        assertThat(service.inspect(repository.root).baseBranch()).isEqualTo("main");

        repository.git("config", "--worktree", "core.autocrlf", "input");

        refused(repository.root, Reason.UNSUPPORTED, "config.worktree");
    }

    @Test
    void submodulesAreRefusedByName() {
        UserRepository repository = UserRepository.in(real.resolve("r"));
        String head = repository.git("rev-parse", "HEAD");
        repository.git("update-index", "--add", "--cacheinfo", "160000," + head + ",lib/sub");
        repository.git("commit", "-q", "-m", "sub");

        refused(repository.root, Reason.UNSUPPORTED, "lib/sub");
    }

    @Test
    void filtersThatFilesNeedAreRefusedAndUnusedOnesAreNot() {
        UserRepository repository = UserRepository.in(real.resolve("r"));
        repository.git("config", "filter.lfs.clean", "git-lfs clean -- %f");
        repository.git("config", "filter.lfs.required", "true");
        assertThat(service.inspect(repository.root).baseBranch()).isEqualTo("main");

        repository.write("dir/.gitattributes", "*.bin filter=lfs -text\n");
        repository.commitAll("attributes");

        refused(repository.root, Reason.UNSUPPORTED, "filter 'lfs'");
    }

    @Test
    void foldersOfHelixItselfAreRefused() throws Exception {
        UserRepository repository = UserRepository.in(real.resolve("r"));
        var binding = service.bind(BindRequest.of(DeliveryDriver.SESSION, repository.root, "t"));

        refused(binding.info().worktree(), Reason.UNSUPPORTED, "Helix's own folder");
    }

    @Test
    void inspectingChangesNothing() throws IOException {
        UserRepository repository = UserRepository.in(real.resolve("r"));
        List<String> before = everything(repository.root);

        service.inspect(repository.root);

        assertThat(everything(repository.root)).isEqualTo(before);
    }

    private static List<String> everything(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(path -> path + " " + path.toFile().lastModified())
                    .sorted()
                    .toList();
        }
    }

    private void refused(Path directory, Reason reason, String words) {
        assertThatThrownBy(() -> service.inspect(directory))
                .isInstanceOfSatisfying(
                        RepositoryUnsuitableException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words)
                .hasMessageContaining(directory.getFileName().toString());
        assertThatThrownBy(() -> service.bind(BindRequest.of(DeliveryDriver.SESSION, directory, "t")))
                .isInstanceOf(RepositoryUnsuitableException.class);
    }
}
