/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.api.worktree.RepositoryUnsuitableException.Reason;
import dev.helix.worktree.git.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A validator that decides from a repository's configuration whether this version can keep it safe.
 *
 * <p>Refused are features that change what a checkout, an index or a ref means in a way the library does not handle:
 * sparse checkouts and split indexes (the private index would not match the checkout), partial clones (a missing object
 * would be fetched from the network in the middle of a merge), a reference or object format other than files and SHA-1
 * (not read in process), settings per worktree, and every extension unknown to this version.
 */
record Features(Path root, Path gitDir, Settings settings) {
    private static final Set<String> HARMLESS =
            Set.of("noop", "noop-v1", "preciousobjects", "relativeworktrees", "worktreeconfig");

    void requireSupported() {
        for (Map.Entry<String, String> setting : new TreeMap<>(settings.all()).entrySet()) {
            String problem = problem(setting.getKey(), setting.getValue());
            if (!problem.isEmpty()) {
                throw Inspector.unsuitable(
                        Reason.UNSUPPORTED,
                        root + " sets " + setting.getKey() + "=" + setting.getValue() + ": " + problem);
            }
        }
        if (settings.all().containsKey("extensions.worktreeconfig")) {
            refuseOwnSettings();
        }
    }

    private static String problem(String key, String value) {
        boolean on = isTrue(value);
        return switch (key) {
            case "core.sparsecheckout" ->
                on ? "sparse checkouts are not supported; run 'git sparse-checkout disable'" : "";
            case "core.splitindex" ->
                on ? "split indexes are not supported; unset it and run 'git update-index --no-split-index'" : "";
            case "extensions.refstorage" ->
                value.equals("files") ? "" : "only ref storage 'files' is supported; run 'git refs migrate'";
            case "extensions.objectformat" ->
                value.equals("sha1") ? "" : "only SHA-1 repositories are supported; use a clone of that kind";
            case "extensions.partialclone" -> "partial clones are not supported; make a full clone";
            default -> problemByShape(key, value);
        };
    }

    private static String problemByShape(String key, String value) {
        if (key.startsWith("extensions.") && !HARMLESS.contains(key.substring("extensions.".length()))) {
            return "this extension is not known to be safe; use a clone without it";
        }
        if (key.startsWith("remote.") && key.endsWith(".promisor") && isTrue(value)) {
            return "partial clones are not supported; make a full clone";
        }
        return "";
    }

    private static boolean isTrue(String value) {
        return Set.of("true", "yes", "on", "1", "").contains(value.toLowerCase(Locale.ROOT));
    }

    private void refuseOwnSettings() {
        Path file = gitDir.resolve("config.worktree");
        try {
            if (Files.exists(file) && !Files.readString(file).isBlank()) {
                throw Inspector.unsuitable(
                        Reason.UNSUPPORTED,
                        root + " has settings of its own in " + file + ", which other worktrees do not see; move them"
                                + " to the shared configuration");
            }
        } catch (IOException e) {
            throw Inspector.unsuitable(Reason.UNSUPPORTED, file + " cannot be read: " + e.getMessage());
        }
    }
}
