/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.binding;

import dev.helix.api.HelixException;
import dev.helix.api.workspace.Workspace;
import dev.helix.worktree.repository.GitRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * The rules by which git leaves files of a worktree out of commits, read in this process at each question. Thread-safe.
 *
 * <p>Order (gitignore): the {@code .gitignore} nearest to the path decides, then those above it, then the repository's
 * {@code info/exclude}, then the user's own file; nothing below an ignored directory comes back.
 */
final class IgnoreRules {
    /** Far above any list a person keeps; a longer one is not looked into. */
    private static final int LARGEST_BYTES = 1024 * 1024;

    private final Workspace files;
    private final GitRepository repository;

    IgnoreRules(Workspace files, GitRepository repository) {
        this.files = files;
        this.repository = repository;
    }

    /** {@return whether git leaves out a path that no commit has; false where the rules cannot be read} */
    boolean ignore(String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (ignore(path.substring(0, end), true)) {
                return true;
            }
        }
        return ignore(path, false);
    }

    private boolean ignore(String path, boolean directory) {
        for (int end = path.lastIndexOf('/'); end >= -1; end = end < 0 ? -2 : path.lastIndexOf('/', end - 1)) {
            Optional<Boolean> said = said(ofWorktree(path.substring(0, end + 1)), path.substring(end + 1), directory);
            if (said.isPresent()) {
                return said.get();
            }
        }
        return shared().flatMap(rules -> said(rules, path, directory).stream())
                .findFirst()
                .orElse(false);
    }

    private static Optional<Boolean> said(IgnoreNode rules, String path, boolean directory) {
        return Optional.ofNullable(rules.checkIgnored(path, directory));
    }

    private IgnoreNode ofWorktree(String directory) {
        try {
            return parse(new ByteArrayInputStream(files.read(directory + ".gitignore", LARGEST_BYTES)));
        } catch (HelixException | IOException none) {
            return new IgnoreNode();
        }
    }

    private Stream<IgnoreNode> shared() {
        Path exclude = repository.facts().commonDir().resolve("info/exclude");
        Optional<Path> own = Optional.ofNullable(repository.view().settings().get("core.excludesfile"))
                .map(Path::of);
        return Stream.concat(Stream.of(exclude), own.stream()).map(IgnoreRules::ofHost);
    }

    private static IgnoreNode ofHost(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in);
        } catch (IOException none) {
            return new IgnoreNode();
        }
    }

    private static IgnoreNode parse(InputStream in) throws IOException {
        IgnoreNode rules = new IgnoreNode();
        rules.parse(in);
        return rules;
    }
}
