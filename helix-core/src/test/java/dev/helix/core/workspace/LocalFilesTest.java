/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.helix.api.workspace.FileEntry;
import dev.helix.api.workspace.FileEntry.Kind;
import dev.helix.api.workspace.FileUnavailableException;
import dev.helix.api.workspace.PathOutsideWorkspaceException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalFilesTest {
    @TempDir
    Path temporary;

    private Path root;
    private LocalFiles files;

    @BeforeEach
    void layOut() throws Exception {
        temporary = temporary.toRealPath();
        root = Files.createDirectories(temporary.resolve("root"));
        write("src/Main.java", "class Main {}");
        write("src-old/Main.java", "old");
        write("src.txt", "text");
        write(".git/config", "secret");
        write("src/.GIT/config", "secret");
        write("src/deep/er/x", "x");
        Files.writeString(temporary.resolve("outside.txt"), "outside");
        files = new LocalFiles(root);
    }

    @Test
    void aFileIsReadAndDescribed() {
        assertThat(files.read("src/Main.java", 100)).asString().isEqualTo("class Main {}");
        assertThat(files.stat("./src/Main.java")).contains(new FileEntry("src/Main.java", Kind.FILE, 13));
        assertThat(files.stat("src")).contains(new FileEntry("src", Kind.DIRECTORY, 0));
        assertThat(files.stat("")).contains(new FileEntry("", Kind.DIRECTORY, 0));
        assertThat(files.stat("src/None.java")).isEmpty();
        assertThat(files.stat("src.txt/below")).isEmpty();
    }

    @Test
    void aDirectoryIsListedInOrderWithoutGit() {
        assertThat(files.list("")).extracting(FileEntry::path).containsExactly("src", "src-old", "src.txt");
        assertThat(files.list("src")).extracting(FileEntry::path).containsExactly("src/Main.java", "src/deep");
    }

    @Test
    void aWalkIsInTheOrderOfPathsAndBounded() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), temporary);

        List<String> all = files.walk("", 100).stream().map(FileEntry::path).toList();

        assertThat(all)
                .containsExactly("link", "src-old/Main.java", "src.txt", "src/Main.java", "src/deep/er/x")
                .isSorted();
        assertThat(files.walk("", 3)).extracting(FileEntry::path).isEqualTo(all.subList(0, 3));
        assertThat(files.walk("src", 100))
                .extracting(FileEntry::path)
                .containsExactly("src/Main.java", "src/deep/er/x");
    }

    @Test
    void aWalkEndsInAnAbsurdlyDeepTree() throws Exception {
        Path deep = root;
        for (int i = 0; i < 150; i++) {
            deep = Files.createDirectory(deep.resolve("d"));
        }
        Files.writeString(deep.resolve("bottom"), "");

        assertThat(files.walk("", 100)).extracting(FileEntry::path).noneMatch(path -> path.endsWith("bottom"));
    }

    @Test
    void linksAreReportedButNeverFollowed() throws Exception {
        Files.createSymbolicLink(root.resolve("file-link"), temporary.resolve("outside.txt"));
        Files.createSymbolicLink(root.resolve("dir-link"), temporary);
        Files.createSymbolicLink(root.resolve("inner-link"), root.resolve("src"));

        assertThat(files.stat("file-link")).contains(new FileEntry("file-link", Kind.LINK, 0));
        for (String path : List.of("file-link", "dir-link/outside.txt", "inner-link/Main.java")) {
            assertThatThrownBy(() -> files.read(path, 100))
                    .isInstanceOf(PathOutsideWorkspaceException.class)
                    .hasMessageContaining("symbolic link");
        }
        assertThatThrownBy(() -> files.list("dir-link")).isInstanceOf(PathOutsideWorkspaceException.class);
        assertThatThrownBy(() -> files.stat("dir-link/outside.txt")).isInstanceOf(PathOutsideWorkspaceException.class);
    }

    @Test
    void filesOfGitAreNotShown() {
        assertThat(files.stat(".git")).isEmpty();
        assertThat(files.stat("src/.GIT/config")).isEmpty();
        assertThatThrownBy(() -> files.read(".git/config", 100)).isInstanceOf(FileUnavailableException.class);
        assertThatThrownBy(() -> files.list("src/.GIT")).isInstanceOf(FileUnavailableException.class);
        assertThatThrownBy(() -> files.walk(".git", 5)).isInstanceOf(FileUnavailableException.class);
    }

    @Test
    void whatIsNoReadableFileIsSaidSo() {
        assertThatThrownBy(() -> files.read("src", 100)).hasMessageContaining("\"src\" is a directory");
        assertThatThrownBy(() -> files.read("none", 100)).hasMessageContaining("\"none\" does not exist");
        assertThatThrownBy(() -> files.read("src.txt/x", 100)).hasMessageContaining("src.txt is no directory");
        assertThatThrownBy(() -> files.read("src/Main.java", 12)).hasMessageContaining("has 13 bytes, and at most 12");
        assertThatThrownBy(() -> files.list("src.txt")).isInstanceOf(FileUnavailableException.class);
        assertThatThrownBy(() -> files.walk("none", 5)).isInstanceOf(FileUnavailableException.class);
    }

    @Test
    void aHugeFileIsRefusedBeforeAnythingIsRead() throws Exception {
        try (RandomAccessFile sparse = new RandomAccessFile(root.resolve("huge").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        assertThatThrownBy(() -> files.read("huge", Integer.MAX_VALUE)).isInstanceOf(FileUnavailableException.class);
    }

    @Test
    void aNamedPipeIsRefusedWithoutWaitingForAWriter() throws Exception {
        Process mkfifo = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();

        assertThat(files.stat("pipe")).contains(new FileEntry("pipe", Kind.OTHER, 0));
        assertThatThrownBy(() -> files.read("pipe", 100)).hasMessageContaining("pipe, socket or device");
        assertThatThrownBy(() -> files.read("pipe/x", 100)).isInstanceOf(FileUnavailableException.class);
        assertThatThrownBy(() -> files.list("pipe")).isInstanceOf(FileUnavailableException.class);
    }

    @Test
    void strangeNamesAreReadAsTheyAre() throws Exception {
        write("line\nbreak", "1");
        write("a:b", "2");

        assertThat(files.read("line\nbreak", 9)).asString().isEqualTo("1");
        assertThat(files.read("a:b", 9)).asString().isEqualTo("2");
    }

    @Test
    void theWayWithoutDirectoryDescriptorsFollowsNoLinkEither() throws Exception {
        Files.createSymbolicLink(root.resolve("inner"), root.resolve("src"));
        Files.createSymbolicLink(root.resolve("file"), temporary.resolve("outside.txt"));

        try (DirectoryHandle checked = new CheckedDirectory(root);
                DirectoryHandle below = checked.enter("src")) {
            assertThat(below.names(10)).containsExactlyInAnyOrder("Main.java", "deep", ".GIT");
            assertThat(checked.look("file").orElseThrow().isSymbolicLink()).isTrue();
            assertThat(checked.look("none")).isEmpty();
            assertThatThrownBy(() -> checked.enter("inner")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> checked.openForReading("file")).isInstanceOf(IOException.class);

            Files.move(root.resolve("src"), root.resolve("moved"));
            Files.createSymbolicLink(root.resolve("src"), temporary);
            assertThatThrownBy(() -> below.look("outside.txt")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> below.create("new", Optional.empty())).isInstanceOf(IOException.class);
        }
        assertThat(temporary.resolve("new")).doesNotExist();
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
