/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A copy of the part of {@code /etc} that programs need to run: user names, libraries, certificates, settings of
 * languages.
 *
 * <p>Only names of a fixed list are copied, and of those only what everybody may read. A copy costs one mount where
 * thirty files would cost thirty, and nothing that appears in {@code /etc} later can be seen through it. It is made
 * once per state of the original. Confined to one thread.
 */
final class SystemSettings {
    private static final List<String> NAMES = List.of(
            "{crypto-policies,debian_version,gai.conf,gitattributes,gitconfig,group,host.conf,hosts,inputrc,java,java-*}",
            "{jvm*,ld.so.*,locale.alias,locale.conf,localtime,lsb-release,magic,magic.mime,mailcap,maven,mime.types}",
            "{networks,nsswitch.conf,os-release,*-release,passwd,perl,protocols,python*,rpc,ruby,services,shells}",
            "{terminfo,timezone,ssl,pki}");
    /** Certificates come in hundreds of files and links; what programs read without a network is in these. */
    private static final Set<String> CERTIFICATES = Set.of(
            "certs",
            "tls",
            "java",
            "ca-trust",
            "extracted",
            "pem",
            "openssl.cnf",
            "ca-certificates.crt",
            "ca-bundle.crt",
            "tls-ca-bundle.pem",
            "cacerts");
    /** Directories of nothing but links and public files, shown as they are. */
    static final List<String> SHOWN = List.of("alternatives", "fonts");
    /** Far above what the list names on any system; a stray large file is left out. */
    private static final long LARGEST_FILE_BYTES = 4L * 1024 * 1024;

    private final Path original;
    private final List<Path> wanted = new ArrayList<>();

    private SystemSettings(Path original) {
        this.original = original;
    }

    /** Makes the copy below a directory of the library, unless it is there. */
    static Path copy(Path original, Path directory) throws IOException {
        SystemSettings settings = new SystemSettings(original);
        settings.collect();
        Path copy = directory.resolve("etc-" + settings.fingerprint());
        if (!Files.isDirectory(copy)) {
            Path fresh = directory.resolve("new-" + UUID.randomUUID());
            settings.copyTo(fresh);
            try {
                Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another process may have been faster; what is left of ours does no harm.
                if (!Files.isDirectory(copy)) {
                    throw e;
                }
            }
        }
        return copy;
    }

    private void collect() throws IOException {
        List<PathMatcher> names = NAMES.stream().map(SystemSettings::glob).toList();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                original, path -> names.stream().anyMatch(name -> name.matches(path.getFileName())))) {
            for (Path entry : entries) {
                Files.walkFileTree(entry, new Collector());
            }
        }
        Collections.sort(wanted);
    }

    private String fingerprint() throws IOException {
        StringBuilder state = new StringBuilder();
        for (Path path : wanted) {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            state.append(path).append('\0').append(attributes.lastModifiedTime().toMillis());
            state.append('\0').append(attributes.size()).append('\n');
        }
        return UUID.nameUUIDFromBytes(state.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private void copyTo(Path target) throws IOException {
        Files.createDirectory(target);
        for (String name : SHOWN) {
            // A place for the mount.
            Files.createDirectory(target.resolve(name));
        }
        for (Path path : wanted) {
            Path copy = target.resolve(original.relativize(path));
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(copy);
            } else {
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(path, copy);
            }
        }
    }

    private static PathMatcher glob(String pattern) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }

    /** Takes what everybody may read, parents first; of links, what they lead to. */
    private final class Collector extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (!everybodyMay(directory, OTHERS_READ, OTHERS_EXECUTE) || isOtherCertificate(directory)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            wanted.add(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isOtherCertificate(file) && everybodyMay(file, OTHERS_READ) && isSmallFile(file)) {
                wanted.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }

        private boolean isOtherCertificate(Path path) {
            Path name = original.relativize(path);
            boolean below = name.getNameCount() > 1 && (name.startsWith("ssl") || name.startsWith("pki"));
            return below && !CERTIFICATES.contains(name.getFileName().toString());
        }

        private boolean isSmallFile(Path file) {
            try {
                return Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE_BYTES;
            } catch (IOException gone) {
                return false;
            }
        }

        private boolean everybodyMay(Path path, PosixFilePermission... permissions) {
            try {
                return Files.getPosixFilePermissions(path).containsAll(Set.of(permissions));
            } catch (IOException gone) {
                return false;
            }
        }
    }
}
