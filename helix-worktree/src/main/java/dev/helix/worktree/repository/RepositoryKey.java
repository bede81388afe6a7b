/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.core.workspace.Sha256;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The name of the folder of a repository's worktree below a session's folder.
 *
 * <p>The key is the last two components of the checkout's real path, lower-cased, with every run of other characters
 * than {@code a-z0-9} turned into one hyphen, each at most 20 characters, then a hyphen and the first ten hex digits of
 * the SHA-256 of the whole real path: {@code projects-api-3f9a0c41d2}. The words are for people; the digits keep two
 * repositories of the same name apart (40 bits, within one session).
 */
public final class RepositoryKey {
    private static final int WORD_LIMIT = 20;
    private static final int DIGITS = 10;

    private RepositoryKey() {}

    /** {@return a checkout's key: lower-case letters, digits and hyphens, at most 52 characters} */
    public static String of(Path root) {
        StringBuilder key = new StringBuilder();
        int count = root.getNameCount();
        for (int i = Math.max(0, count - 2); i < count; i++) {
            String word = word(root.getName(i).toString());
            if (!word.isEmpty()) {
                key.append(word).append('-');
            }
        }
        return key + Sha256.hex(root.toString()).substring(0, DIGITS);
    }

    private static String word(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(WORD_LIMIT, plain.length()));
        return cut.replaceAll("^-|-$", "");
    }
}
