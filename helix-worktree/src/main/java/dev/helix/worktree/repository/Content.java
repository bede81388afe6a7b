/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.api.worktree.RepositoryUnsuitableException.Reason;
import dev.helix.worktree.git.GitCall;
import dev.helix.worktree.git.GitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A validator that decides from what a repository holds whether this version can keep it safe.
 *
 * <p>Refused are submodules (commits made inside one would be lost with the worktree) and files that need a filter
 * program such as Git LFS: the library switches every filter off, so such files would be stored wrongly. A filter that
 * is merely configured and that no attribute uses is no obstacle.
 */
record Content(Repository repository, GitCall call) {
    private static final Pattern FILTER = Pattern.compile("(?<!-)\\bfilter=(\\S+)");
    private static final String GITLINK_MODE = "160000 ";

    void refuseFilters() throws InterruptedException {
        if (!repository.drivers().filters().isEmpty()) {
            refuseFilters(attributesOfHead());
            refuseFilters(ownAttributes());
        }
    }

    void refuseSubmodules() throws InterruptedException {
        String head = repository.head().value();
        GitResult tree = call.run("ls-tree", "-r", "-z", "--format=%(objectmode) %(path)", head);
        for (String entry : tree.require("list the files of " + head).fields()) {
            if (entry.startsWith(GITLINK_MODE)) {
                throw Inspector.unsuitable(
                        Reason.UNSUPPORTED,
                        repository.root() + " has the submodule " + entry.substring(GITLINK_MODE.length())
                                + "; repositories with submodules are not supported yet, bind the submodule's own"
                                + " clone instead");
            }
        }
    }

    private String attributesOfHead() throws InterruptedException {
        GitResult found = call.with("GIT_LITERAL_PATHSPECS", "0")
                .run("grep", "-h", "-a", "-e", "filter=", repository.head().value(), "--", ":(glob)**/.gitattributes");
        // Status 1: no line matched.
        return found.exitCode() == 1 ? "" : found.require("read .gitattributes").text();
    }

    private String ownAttributes() {
        Path file = repository.commonDir().resolve("info").resolve("attributes");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw Inspector.unsuitable(Reason.UNSUPPORTED, file + " cannot be read: " + e.getMessage());
        }
    }

    private void refuseFilters(String attributes) {
        Matcher matcher = FILTER.matcher(attributes);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (repository.drivers().filters().contains(name)) {
                throw Inspector.unsuitable(
                        Reason.UNSUPPORTED,
                        repository.root() + " uses the filter '" + name + "' in its attributes; files that need a"
                                + " filter program are not supported yet, use a clone without it");
            }
        }
    }
}
