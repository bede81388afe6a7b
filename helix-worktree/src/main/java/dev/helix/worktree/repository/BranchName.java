/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.repository;

import dev.helix.api.SessionId;
import dev.helix.core.workspace.Sha256;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of the isolated branch of a binding: {@code aiagent/{session}/{slug}-{8 hex}}. Immutable.
 *
 * @param leaf slug and digits
 */
public record BranchName(SessionId session, String leaf) {
    /** The first component of every branch the library makes. */
    public static final String PREFIX = "aiagent";

    private static final int SLUG_LIMIT = 40;
    private static final int DIGITS = 8;
    /** Stands in for a task without a single letter or digit of ASCII. */
    private static final String NAMELESS = "task";

    /**
     * Makes a name.
     *
     * @param task what the work is about, in any characters
     * @param root the checkout
     * @param nonce something new for each attempt, so that the same task can be bound again
     * @return a name that is a valid ref for any task
     */
    public static BranchName of(SessionId session, String task, Path root, String nonce) {
        String digits = Sha256.hex(String.join("\0", session.value(), task, root.toString(), nonce))
                .substring(0, DIGITS);
        return new BranchName(session, slug(task) + "-" + digits);
    }

    /** Reduces a task to at most 40 characters of {@code a-z0-9-}, never empty, no hyphen at either end. */
    static String slug(String task) {
        // Only the beginning can matter: a task may be a whole document.
        String start = task.substring(0, Math.min(400, task.length()));
        String plain = Normalizer.normalize(start, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-", "");
        String cut = plain.substring(0, Math.min(SLUG_LIMIT, plain.length())).replaceAll("-$", "");
        return cut.isEmpty() ? NAMELESS : cut;
    }

    /** {@return the short name, {@code aiagent/{session}/{leaf}}} */
    public String branch() {
        return PREFIX + "/" + session.value() + "/" + leaf;
    }

    /** {@return the full name, {@code refs/heads/} and the short name} */
    public String ref() {
        return "refs/heads/" + branch();
    }

    /** {@return where the work is kept when it is abandoned, a full ref name outside the branches} */
    public String savedRef() {
        return "refs/helix/saved/" + session.value() + "/" + leaf;
    }
}
